package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** The paths of all values in which something is said on a value below them. */
    Set<KeyedPath> around() {
        Set<KeyedPath> around = new HashSet<>();
        Stream.of(above.keySet(), beside.keySet()).flatMap(Set::stream).forEach(path -> {
            for (int length = path.segments().size() - 1; length >= 0; length--) {
                if (!around.add(new KeyedPath(path.segments().subList(0, length)))) {
                    break;
                }
            }
        });
        return around;
    }
}
