package io.github.ecsmaven.local.ecs.resource;

import io.github.ecsmaven.local.resource.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param items what is on it
 * @param nextToken where the next begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int MOST = 100;

    /**
     * The page that a request asks for.
     *
     * @param maxResults as requested, 1 to 100
     * @param usual the size where none is requested
     */
    public static <T> Page<T> of(List<T> all, @Nullable String token, @Nullable Integer maxResults, int usual) {
        return of(all, token, maxResults, usual, MOST);
    }

    /**
     * The page that a request asks for, where AWS has another limit than 100.
     *
     * @param maxResults as requested, 1 to {@code most}
     * @param usual the size where none is requested
     */
    public static <T> Page<T> of(
            List<T> all, @Nullable String token, @Nullable Integer maxResults, int usual, int most) {
        Listing listing = new Listing(
                usual,
                most,
                message -> Errors.invalidParameter("maxResults " + message),
                () -> Errors.invalidParameter("Invalid token."));
        Listing.Page<T> page = listing.page(all, token, maxResults);
        return new Page<>(page.items(), page.nextToken());
    }
}
