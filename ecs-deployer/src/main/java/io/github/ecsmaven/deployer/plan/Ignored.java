package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The paths that others own: differences at and below them are not ours. */
final class Ignored {
    private final List<Pattern> patterns;

    /** @param paths keyed paths; {@code *} stands for any name or key */
    Ignored(List<String> paths) {
        this.patterns = paths.stream().map(Ignored::pattern).toList();
    }

    Difference.Group without(Difference.Group group) {
        if (patterns.isEmpty()) {
            return group;
        }
        List<Difference> kept = new ArrayList<>();
        for (Difference child : group.children()) {
            if (covers(child.path())) {
                continue;
            }
            Difference left = child instanceof Difference.Group inner ? without(inner) : child;
            if (left.leaves().findAny().isPresent()) {
                kept.add(left);
            }
        }
        return new Difference.Group(group.path(), kept);
    }

    /** The changes that are left out of {@link #without}. */
    List<Difference.Leaf> of(Difference difference) {
        if (patterns.isEmpty()) {
            return List.of();
        }
        return covers(difference.path())
                ? difference.leaves().toList()
                : difference instanceof Difference.Group group
                        ? group.children().stream()
                                .flatMap(child -> of(child).stream())
                                .toList()
                        : List.of();
    }

    /** Whether a path, or one that it lies below, is others'. */
    boolean coversAbove(KeyedPath path) {
        return IntStream.rangeClosed(1, path.segments().size())
                .anyMatch(size -> covers(new KeyedPath(path.segments().subList(0, size))));
    }

    boolean covers(KeyedPath path) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(path.toString()).matches());
    }

    private static Pattern pattern(String path) {
        StringBuilder regex = new StringBuilder();
        for (String part : path.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : "[^.\\[\\]]*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString());
    }
}
