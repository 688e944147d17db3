package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.report.Palette;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/** Whether Maven's own output has colour: then ours has too. */
final class MavenColour {
    /** Where Maven keeps the answer: 3 and 4. Neither class is part of what plugins may depend on. */
    private static final List<String> MESSAGE_UTILS =
            List.of("org.apache.maven.shared.utils.logging.MessageUtils", "org.apache.maven.jline.MessageUtils");

    private MavenColour() {}

    /** @param userProperties of the session: {@code -Dstyle.color=always|never|auto} */
    static Palette palette(Properties userProperties) {
        return switch (userProperties.getProperty("style.color", "auto")) {
            case "always" -> Palette.ansi();
            case "never" -> Palette.plain();
            default -> isOn() ? Palette.ansi() : Palette.plain();
        };
    }

    private static boolean isOn() {
        return MESSAGE_UTILS.stream().anyMatch(MavenColour::isOnIn);
    }

    /** False also in another Maven, which keeps it elsewhere. */
    private static boolean isOnIn(String className) {
        try {
            Class<?> utils = MavenSession.class.getClassLoader().loadClass(className);
            return Boolean.TRUE.equals(utils.getMethod("isColorEnabled").invoke(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }
}
