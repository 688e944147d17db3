package io.github.ecsmaven.descriptor.layer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an element of {@code extends} names.
 *
 * @param artifact {@code groupId:artifactId}; null: a file at the same place as the one that names it
 * @param path the file, from the root of the artifact or of the descriptors' folder
 */
record LayerName(@Nullable String artifact, String path) {
    private static final Pattern COORDINATES = Pattern.compile("[\\w.-]+:[\\w.-]+");
    private static final Pattern WITH_VERSION = Pattern.compile("[\\w.-]+:[\\w.-]+:.+");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    static LayerName parse(String text) {
        int mark = text.indexOf('!');
        return mark < 0
                ? new LayerName(null, text.strip())
                : new LayerName(
                        text.substring(0, mark).strip(),
                        text.substring(mark + 1).strip());
    }

    /** How to write it instead; null where it can be looked for. */
    @Nullable String cure() {
        if (artifact != null && !COORDINATES.matcher(artifact).matches()) {
            return WITH_VERSION.matcher(artifact).matches()
                    ? "Leave the version out: write `groupId:artifactId!FILE.yaml`, the POM gives the version"
                    : "Write `groupId:artifactId!FILE.yaml` for a file in an artifact";
        }
        if (artifact == null
                && COORDINATES.matcher(path).matches()
                && !DRIVE.matcher(path).matches()) {
            return "Name the file in the artifact: `" + path + "!FILE.yaml`";
        }
        return path.isEmpty() || path.indexOf('\0') >= 0
                ? "Write `layers/FILE.yaml`, or `groupId:artifactId!FILE.yaml`"
                : null;
    }

    /** Whether a path, as it is written, could lead anywhere but down from where it starts. */
    static boolean leavesItsRoot(String path) {
        if (path.startsWith("/")
                || path.indexOf('\\') >= 0
                || DRIVE.matcher(path).matches()) {
            return true;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
