package io.github.ecsmaven.descriptor.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keys of tags that are not the user's to write: somebody else keeps them. */
public final class TagKeys {
    /** @param owner whose keys with a prefix are: {@code AWS's own} */
    private record Keeper(String prefix, String owner) {}

    private static final List<Keeper> KEEPERS = List.of(
            new Keeper("aws:", "AWS's own"),
            new Keeper("ecs:", "kept by ECS, and never touched"),
            new Keeper("ecs-maven-plugin:", "kept by this plugin"));

    private TagKeys() {}

    /** What is wrong with a key; empty where nothing is. */
    public static Optional<String> objection(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return KEEPERS.stream()
                .filter(keeper -> lower.startsWith(keeper.prefix()))
                .findFirst()
                .map(keeper -> "Tag keys that begin with `" + keeper.prefix() + "` are " + keeper.owner());
    }
}
