package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of descriptors with its layers and overlays.
 *
 * @param path the folder
 * @param displayName the folder as messages have it; empty: the folder that Maven works in
 * @param project the folder that no link may lead out of; null: {@code path} itself
 */
public record LayerFolder(
        Path path, String displayName, @Nullable Path project) implements LayerOrigin {
    /** Where local layers lie. */
    public static final String LAYERS = "layers";
    /** Where overlays lie. */
    public static final String ENVIRONMENTS = "environments";

    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");
    private static final int DEEPEST = 5;
    private static final int MOST = 1000;
    private static final int MAX_SHOWN = 8;

    @Override
    public String display(String file) {
        return displayName.isEmpty() ? file : displayName + "/" + file;
    }

    /** The descriptor files below {@link #LAYERS} or {@link #ENVIRONMENTS}, as paths from this folder with {@code /}. */
    public List<String> filesBelow(String folder) {
        Path root = path.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, DEEPEST)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString().replace('\\', '/'))
                    .filter(LayerFolder::isDescriptorFile)
                    .limit(MOST)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Whether a file's name is that of a descriptor, a layer or an overlay. */
    public static boolean isDescriptorFile(String name) {
        return EXTENSIONS.stream().anyMatch(name::endsWith);
    }

    /** The files that an overlay could be, existing or not. */
    static List<String> overlayNames(String environment, String name) {
        return EXTENSIONS.stream()
                .map(extension -> ENVIRONMENTS + "/" + environment + "/" + name + extension)
                .toList();
    }

    boolean exists(String file) {
        try {
            return Files.isRegularFile(path.resolve(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public Located locate(String file) {
        String shown = display(file);
        if (!exists(file)) {
            return notFound(file);
        }
        try {
            Path target = path.resolve(file);
            Path real = target.toRealPath();
            boolean inside =
                    real.startsWith(path.toRealPath()) || (project != null && real.startsWith(project.toRealPath()));
            if (!inside) {
                String what = "The file " + shown + " is a link that leads out of the project";
                return new Located.Missing(ProblemId.LAYER_OUTSIDE, what, "Put a copy of the file there");
            }
            return new Located.Found(SourceFile.load(shown, target), this);
        } catch (IOException e) {
            String what =
                    "The file " + shown + " cannot be read: " + e.getClass().getSimpleName();
            return new Located.Missing(ProblemId.UNREADABLE_FILE, what, "Check its permissions");
        }
    }

    private Located notFound(String file) {
        String prefix = LAYERS + "/";
        String wanted = file.startsWith(prefix) ? file.substring(prefix.length()) : file;
        List<String> present = filesBelow(LAYERS).stream()
                .map(each -> each.substring(prefix.length()))
                .toList();
        String what = "There is no layer " + display(file);
        return new Located.Missing(ProblemId.LAYER_NOT_FOUND, what, suggestion(wanted, present, prefix));
    }

    /** Which of the files that are there may have been meant, as it is written in {@code extends}. */
    static String suggestion(String wanted, List<String> present, String prefix) {
        if (present.isEmpty()) {
            return "Create it, or remove it from `extends`";
        }
        return Nearest.to(wanted, present)
                .map(near -> "Did you mean `" + prefix + near + "`?")
                .orElseGet(() -> {
                    List<String> shown = present.subList(0, Math.min(MAX_SHOWN, present.size()));
                    String names = String.join(
                            ", ",
                            shown.stream()
                                    .map(name -> "`" + prefix + name + "`")
                                    .toList());
                    return "There is: " + names + (present.size() > MAX_SHOWN ? ", …" : "");
                });
    }
}
