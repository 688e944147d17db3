package io.github.ecsmaven.descriptor.value;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which values of a descriptor came from a secret source. Whoever prints or writes something asks it: by path for a value,
 * by content for everything else, such as a live value that is the same or a message of AWS that repeats one. Does not
 * print what it holds.
 */
public final class Secrecy {
    /** What is printed instead of a secret. */
    public static final String MASK = "(sensitive)";

    /** Shorter ones occur in words that are none. They are masked by path alone, and where they are a whole value. */
    private static final int SHORTEST_INSIDE = 4;

    private static final Secrecy NONE = new Secrecy(Set.of(), Set.of());

    private final Set<KeyedPath> paths;
    private final Set<String> secrets;
    /** What to look for in other text: the secrets and the lines of those that have several, the longest first. */
    private final List<String> pieces;

    /**
     * @param paths of the values that a secret went into
     * @param secrets the secrets themselves
     */
    public Secrecy(Set<KeyedPath> paths, Set<String> secrets) {
        this.paths = Collections.unmodifiableSet(new HashSet<>(paths));
        this.secrets = secrets.stream().filter(secret -> !secret.isBlank()).collect(Collectors.toUnmodifiableSet());
        this.pieces = this.secrets.stream()
                .flatMap(secret -> Stream.concat(Stream.of(secret), secret.lines()))
                .flatMap(piece -> Stream.of(piece, piece.strip(), escaped(piece)))
                .filter(piece -> piece.length() >= SHORTEST_INSIDE)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Where nothing is secret. */
    public static Secrecy none() {
        return NONE;
    }

    /** Whether nothing is. */
    public boolean isEmpty() {
        return paths.isEmpty() && secrets.isEmpty();
    }

    /** Whether the value at a path, or one around it, is secret. */
    public boolean covers(KeyedPath path) {
        if (paths.isEmpty()) {
            return false;
        }
        for (int length = 1; length <= path.segments().size(); length++) {
            if (paths.contains(new KeyedPath(path.segments().subList(0, length)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value is a secret or has one in it, wherever it is. */
    public boolean hides(Value value) {
        return value instanceof Value.Text text
                && (secrets.contains(text.text()) || pieces.stream().anyMatch(text.text()::contains));
    }

    /** Whether a text has a secret in it. */
    public boolean isIn(String text) {
        return pieces.stream().anyMatch(text::contains);
    }

    /** A text without the secrets in it. */
    public String masked(String text) {
        String masked = text;
        for (String piece : pieces) {
            masked = masked.replace(piece, MASK);
        }
        return masked;
    }

    /** A path without the secrets in it: an element may be named by one. */
    public KeyedPath masked(KeyedPath path) {
        return new KeyedPath(path.segments().stream()
                .map(segment -> segment instanceof KeyedPath.Key key ? new KeyedPath.Key(masked(key.key())) : segment)
                .toList());
    }

    /** As it stands between quotes in JSON, and in a diff. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return "Secrecy" + paths;
    }
}
