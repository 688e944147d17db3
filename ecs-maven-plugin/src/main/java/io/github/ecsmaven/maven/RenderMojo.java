package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.EffectiveDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a descriptor comes to with its layers, the overlay of the chosen environment and local references: no call to
 * AWS, no identity. Look-ups stay as they are written, secrets are masked.
 */
@Mojo(name = "render", threadSafe = true)
public class RenderMojo extends AbstractEcsMojo {
    /**
     * Writes behind each value the file and line that it comes from.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.explain", defaultValue = "false")
    private boolean explain;

    /**
     * Names a file to write to instead of printing; relative to the module. Only for one descriptor.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.output")
    private @Nullable String output;

    @Override
    void run() {
        Path file = Parameters.file("ecs.output", output, baseDirectory());
        List<EffectiveDescriptor> effective = effectiveDescriptors();
        Targets.requireChosen(
                "ecs:render",
                effective.stream().map(EffectiveDescriptor::descriptor).toList());
        if (file != null && effective.size() > 1) {
            throw new UserException(new Explanation(
                    "There are " + effective.size() + " descriptors and one file to write to",
                    "-Decs.output=" + output,
                    "a file holds one descriptor",
                    "choose one with -Decs.descriptor="
                            + String.join(
                                    "|",
                                    effective.stream()
                                            .map(each -> each.descriptor().name())
                                            .toList())));
        }
        for (EffectiveDescriptor descriptor : effective) {
            String text = explain ? descriptor.explain() : descriptor.render();
            if (file == null) {
                progress().line("# " + descriptor.descriptor().name());
                text.lines().forEach(progress()::line);
            } else {
                write(text, file);
                progress().line(descriptor.descriptor().name() + " written to " + display(file));
            }
        }
    }

    private static void write(String text, Path file) {
        try {
            EffectiveDescriptor.write(text, file);
        } catch (IOException e) {
            throw new EnvironmentException(
                    new Explanation(
                            "The file " + file + " cannot be written",
                            "ecs.output",
                            e.getClass().getSimpleName(),
                            "check its folder's permissions, or name another file"),
                    e);
        }
    }
}
