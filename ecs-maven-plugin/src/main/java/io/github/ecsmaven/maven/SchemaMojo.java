package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.schema.DescriptorSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes the JSON Schema of descriptors, for editors: no call to AWS, no descriptor, no POM needed. */
@Mojo(name = "schema", requiresProject = false, threadSafe = true)
public class SchemaMojo extends AbstractEcsMojo {
    private static final String FOLDER = "target/ecs";

    /**
     * Names the file to write. By default {@code target/ecs/ecs-descriptor.schema.json}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.output")
    private @Nullable String output;

    @Override
    void run() {
        Path given = Parameters.file("ecs.output", output, baseDirectory());
        Path file = given != null ? given : baseDirectory().resolve(FOLDER).resolve(DescriptorSchema.FILE_NAME);
        try {
            DescriptorSchema.write(file);
        } catch (IOException e) {
            throw new UserException(new Explanation(
                    "The schema cannot be written",
                    file.toString(),
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "name a file that can be written with -Decs.output=FILE"));
        }
        progress().line("schema written to " + display(file));
    }
}
