package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said beside the values of a descriptor. Immutable. A comment on a path that the document does not have is not
 * written.
 *
 * @param above by keyed path from the document's root, the lines above a value; those of the root are the head of the file
 * @param beside by keyed path, what stands behind a value in its line
 * @param end the lines at the end of the file
 */
public record Comments(Map<KeyedPath, List<String>> above, Map<KeyedPath, String> beside, List<String> end) {
    public Comments {
        above = Map.copyOf(above);
        beside = Map.copyOf(beside);
        end = List.copyOf(end);
    }

    /** Nothing is said. */
    public static Comments none() {
        return new Comments(Map.of(), Map.of(), List.of());
    }

    /** These comments, and lines above a value, behind those that are there already. */
    public Comments above(KeyedPath path, String... lines) {
        Map<KeyedPath, List<String>> more = new LinkedHashMap<>(above);
        List<String> all = new ArrayList<>(above.getOrDefault(path, List.of()));
        all.addAll(List.of(lines));
        more.put(path, List.copyOf(all));
        return new Comments(more, beside, end);
    }

    /** These comments, and one beside a value, in the place of one that is there already. */
    public Comments beside(KeyedPath path, String line) {
        Map<KeyedPath, String> more = new LinkedHashMap<>(beside);
        more.put(path, line);
        return new Comments(above, more, end);
    }

    /** These comments, and lines at the end of the file. */
    public Comments end(String... lines) {
        List<String> all = new ArrayList<>(end);
        all.addAll(List.of(lines));
        return new Comments(above, beside, all);
    }

    List<String> linesAbove(KeyedPath path) {
        return above.getOrDefault(path, List.of());
    }

    Optional<String> lineBeside(KeyedPath path) {
        return Optional.ofNullable(beside.get(path));
    }

    /** Whether something is said on a value below the given one. */
    boolean isAnyBelow(KeyedPath path) {
        return above.keySet().stream().anyMatch(each -> isBelow(each, path))
                || beside.keySet().stream().anyMatch(each -> isBelow(each, path));
    }

    private static boolean isBelow(KeyedPath path, KeyedPath other) {
        return !path.equals(other) && path.startsWith(other);
    }
}
