package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import java.util.regex.Pattern;

/** Which values are not to be printed: environment variables whose name says that they are secret. */
final class Secrets {
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw|passphrase|secret|token|credential|private_?key|api_?key|access_?key|connection_?string).*");

    private Secrets() {}

    static boolean looksSecret(KeyedPath path) {
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
