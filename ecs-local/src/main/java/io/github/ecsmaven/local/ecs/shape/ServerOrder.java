package io.github.ecsmaven.local.ecs.shape;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The order in which ECS gives back lists that it keeps as sets: neither the client's nor alphabetical, but the same for
 * the same keys. Which order real ECS uses is not known; a client must not lean on it, and this one makes that show.
 */
public final class ServerOrder {
    private ServerOrder() {}

    /** A copy in the server's order. */
    public static <T> List<T> of(List<T> elements, Function<T, String> key) {
        Comparator<T> byHash = Comparator.comparingInt(element -> spread(key.apply(element)));
        return elements.stream().sorted(byHash.thenComparing(key)).toList();
    }

    private static int spread(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
