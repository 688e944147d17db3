package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.LiveImport;
import io.github.ecsmaven.deployer.aws.WaitingPacer;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.imported.FileImport;
import io.github.ecsmaven.descriptor.imported.ImportedDescriptor;
import io.github.ecsmaven.descriptor.imported.Importer;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes a descriptor of a service that runs, or of files of the AWS CLI or ecspresso: without what ECS fills in or computes.
 * Changes nothing in AWS, and no file that is there already.
 */
@Mojo(name = "import", requiresProject = false, threadSafe = true)
public class ImportMojo extends AbstractEcsMojo {
    /** As ECS names services and families. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    /**
     * Names the files to import, separated by commas: answers of {@code aws ecs describe-task-definition} and {@code
     * describe-services}, a task definition or a service definition, or ecspresso's configuration. Without it a live service
     * is imported.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.from")
    private @Nullable List<String> from;

    /**
     * Names the service to import; with {@code ecs.from} the one among several in a file.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.service")
    private @Nullable String service;

    /**
     * Names the live task definition to import, as family, {@code family:revision} or ARN. By default the one that the service
     * runs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.taskDefinition")
    private @Nullable String taskDefinition;

    /**
     * Names the cluster of the live service, and the one to write into the descriptor.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.cluster")
    private @Nullable String cluster;

    /**
     * Names the role to read the live service with, and the one to write into the descriptor.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.roleArn")
    private @Nullable String roleArn;

    /**
     * Names the file to write. By default {@code NAME.yaml} in the folder of the descriptors, NAME being the service's name,
     * else the family.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.output")
    private @Nullable String output;

    /**
     * Writes the file also where there is one already.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.overwrite", defaultValue = "false")
    private boolean overwrite;

    @Override
    void run() {
        Parameters.requireNotBlank("ecs.service", service);
        Parameters.requireNotBlank("ecs.taskDefinition", taskDefinition);
        Parameters.requireNotBlank("ecs.cluster", cluster);
        Parameters.requireNotBlank("ecs.roleArn", roleArn);
        ImportedDescriptor imported = from == null || from.isEmpty() ? live() : files(from);
        Path given = Parameters.file("ecs.output", output, baseDirectory());
        Path file = given == null ? descriptorFile(fileName(imported.name())) : given;
        write(imported, file);
        progress().line(imported.name() + " imported to " + display(file));
        imported.notes().forEach(note -> progress().warning(note));
        progress().line("look at it, then preview it with mvn ecs:diff -Decs.descriptor=" + display(file));
    }

    /** A name that a file gives is not trusted to be one: it may lead out of the folder. */
    private static String fileName(String name) {
        if (NAME.matcher(name).matches()) {
            return name;
        }
        throw new UserException(new Explanation(
                "What is imported is named so that no file can be: " + name,
                "ecs.from",
                "names of services and families have letters, digits, hyphens and underscores",
                "name the file with -Decs.output=FILE"));
    }

    private ImportedDescriptor files(List<String> names) {
        if (taskDefinition != null) {
            throw new UserException(new Explanation(
                    "ecs.taskDefinition and ecs.from are both given",
                    "",
                    "the one names a live task definition, the other files",
                    "leave one of them out"));
        }
        List<Path> paths =
                names.stream().map(name -> baseDirectory().resolve(name)).toList();
        return new FileImport(FieldRules.load())
                .read(
                        new FileImport.Source(paths, baseDirectory(), service),
                        new Importer.Target(region(), cluster, roleArn));
    }

    private ImportedDescriptor live() {
        if (service == null && taskDefinition == null) {
            throw new UserException(new Explanation(
                    "It is not said what to import",
                    "ecs:import",
                    "neither ecs.service nor ecs.taskDefinition nor ecs.from is given",
                    "mvn ecs:import -Decs.service=NAME -Decs.cluster=CLUSTER -Decs.region=REGION -Decs.roleArn=ROLE for what"
                            + " runs; or -Decs.from=FILE for an answer of the AWS CLI or a file of ecspresso"));
        }
        LiveImport.Source source = new LiveImport.Source(
                needed("ecs.region", region(), "eu-west-1"),
                cluster == null ? "default" : cluster,
                needed("ecs.roleArn", roleArn, "arn:aws:iam::111122223333:role/NAME"),
                service,
                taskDefinition);
        Clock clock = Clock.systemUTC();
        return new LiveImport(build(), clock, new WaitingPacer(clock), progress()::warning).read(source);
    }

    private static String needed(String property, @Nullable String value, String example) {
        if (value == null) {
            throw new UserException(new Explanation(
                    "The parameter " + property + " is missing",
                    "ecs:import",
                    "a live service is read with a role, in a Region",
                    "add -D" + property + "=" + example
                            + "; or save what the AWS CLI describes and import it with -Decs.from=FILE"));
        }
        return value;
    }

    private void write(ImportedDescriptor imported, Path file) {
        try {
            imported.write(file, overwrite ? ImportedDescriptor.Existing.REPLACE : ImportedDescriptor.Existing.KEEP);
        } catch (FileAlreadyExistsException e) {
            throw new UserException(
                    new Explanation(
                            display(file) + " is there already; nothing was written",
                            file.toString(),
                            "what somebody wrote is not overwritten",
                            "name another file with -Decs.output=FILE, or replace this one with -Decs.overwrite"),
                    e);
        } catch (IOException e) {
            throw new EnvironmentException(
                    new Explanation(
                            "The file " + display(file) + " cannot be written",
                            "ecs.output",
                            e.getClass().getSimpleName(),
                            "check its folder's permissions, or name another file with -Decs.output=FILE"),
                    e);
        }
    }
}
