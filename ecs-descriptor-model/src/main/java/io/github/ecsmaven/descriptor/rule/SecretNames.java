package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which values are not to be printed: environment variables, log options, labels and tags whose name says that they are
 * secret, and texts that look it.
 */
public final class SecretNames {
    /** What is printed instead. */
    public static final String MASK = "(sensitive)";

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw|passphrase|secret|token|credential|private_?key|api_?key|access_?key|connection_?string).*");
    /** Members whose entries have names that users chose. */
    private static final Set<String> NAMED_BY_USERS = Set.of("environment", "options", "dockerLabels", "tags");
    /** Members that hold what users pass to their own programs. */
    private static final Set<String> ARGUMENTS = Set.of("command", "entryPoint");

    private SecretNames() {}

    /** Whether a value lies at or below such a name. */
    public static boolean looksSecret(KeyedPath path) {
        List<KeyedPath.Segment> segments = path.segments();
        for (int index = 1; index < segments.size(); index++) {
            if (isMember(segments.get(index - 1), NAMED_BY_USERS) && isSecretName(name(segments.get(index)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a text at a path looks secret, whatever its name is. What has the form of a key or a token is one anywhere;
     * what only looks random is one where users write values of their own.
     */
    public static boolean looksSecret(KeyedPath path, String text) {
        return SecretPatterns.occurIn(text) || (isFree(path) && SecretTexts.looksSecret(text));
    }

    /** Whether a list at this path holds the arguments of a program. */
    public static boolean holdsArguments(KeyedPath path) {
        List<KeyedPath.Segment> segments = path.segments();
        return !segments.isEmpty() && isMember(segments.get(segments.size() - 1), ARGUMENTS);
    }

    /** Whether something that users named is named like a secret. */
    public static boolean isSecretName(String name) {
        return NAME.matcher(name).matches() || SecretPatterns.isNamed(name);
    }

    private static boolean isFree(KeyedPath path) {
        return path.segments().stream()
                .anyMatch(segment -> isMember(segment, NAMED_BY_USERS) || isMember(segment, ARGUMENTS));
    }

    private static boolean isMember(KeyedPath.Segment segment, Set<String> names) {
        return segment instanceof KeyedPath.Member member && names.contains(member.name());
    }

    private static String name(KeyedPath.Segment segment) {
        return segment instanceof KeyedPath.Key key ? key.key() : segment.toString();
    }
}
