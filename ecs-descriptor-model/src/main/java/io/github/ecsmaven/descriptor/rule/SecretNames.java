package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import java.util.regex.Pattern;

/** Which values are not to be printed: environment variables and log options whose name says that they are secret. */
public final class SecretNames {
    /** What is printed instead. */
    public static final String MASK = "(sensitive)";

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw|passphrase|secret|token|credential|private_?key|api_?key|access_?key|connection_?string).*");

    private SecretNames() {}

    /** Whether a value lies at or below such a name. */
    public static boolean looksSecret(KeyedPath path) {
        List<KeyedPath.Segment> segments = path.segments();
        for (int index = 1; index < segments.size(); index++) {
            boolean variable = segments.get(index - 1) instanceof KeyedPath.Member member
                    && (member.name().equals("environment") || member.name().equals("options"));
            if (variable && NAME.matcher(segments.get(index).toString()).matches()) {
                return true;
            }
        }
        return false;
    }
}
