package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.BuildSettings;
import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.PlanSettings;
import io.github.ecsmaven.deployer.aws.WaitingPacer;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.identity.GitCheckout;
import io.github.ecsmaven.deployer.identity.JobProperties;
import io.github.ecsmaven.deployer.identity.OriginChoice;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorFolder;
import io.github.ecsmaven.descriptor.EarlySettings;
import io.github.ecsmaven.descriptor.EffectiveDescriptor;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemText;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What all goals share: the parameters that name descriptors and AWS, one {@code execute()}, one translation of errors. */
abstract class AbstractEcsMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    /**
     * Skips the goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Names the folder whose {@code *.yaml}, {@code *.yml} and {@code *.json} files are the deployment descriptors.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.descriptorDirectory", defaultValue = "${project.basedir}/src/main/ecs", required = true)
    private File descriptorDirectory;

    /**
     * Names one descriptor to use instead of all in the folder: a path, or the name of a file in the folder without its
     * extension.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.descriptor")
    private @Nullable String descriptor;

    /**
     * Chooses one of the environments that the descriptor declares.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.environment")
    private @Nullable String environment;

    /**
     * Names the AWS Region for descriptors that name none: {@code eu-west-1}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.region")
    private @Nullable String region;

    /**
     * Fails the build when there is a warning about a descriptor: something that AWS takes and that is probably wrong.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.failOnWarning", defaultValue = "false")
    private boolean failOnWarning;

    /**
     * Sends all calls to this URL instead of AWS: {@code http://127.0.0.1:4566}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.endpoint")
    private @Nullable String endpoint;

    /**
     * Names a file that holds the web identity token. Takes the place of what the descriptor says under {@code
     * identity.webIdentity}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.webIdentityTokenFile")
    private @Nullable String webIdentityTokenFile;

    /**
     * Names the AWS profile whose credentials assume the role of the descriptor, at a person's desk. Refused where a CI runs the
     * build.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.profile")
    private @Nullable String profile;

    /**
     * Lets access keys in the environment assume the role of the descriptor where there is no web identity token, with a
     * warning. By default they are not used.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs.allowStaticKeys", defaultValue = "false")
    private boolean allowStaticKeys;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped, because ecs.skip is set");
            return;
        }
        SdkLogging.keepSecretsOut();
        try {
            run();
        } catch (RuntimeException e) {
            throw MavenErrors.translate(e);
        }
    }

    /** Does the goal's work. Domain errors go through; {@link #execute()} translates them. */
    abstract void run() throws MojoExecutionException, MojoFailureException;

    /** Every descriptor of this module, read and validated; empty for a module that can have none. */
    List<DeploymentDescriptor> descriptors() {
        return descriptors(settings -> {});
    }

    /** @param early is told of each who deploys it, before the rest of it is read */
    List<DeploymentDescriptor> descriptors(Consumer<EarlySettings> early) {
        return effectiveDescriptors(early).stream()
                .map(EffectiveDescriptor::descriptor)
                .toList();
    }

    /** The same, each with all that its files come to. */
    List<EffectiveDescriptor> effectiveDescriptors() {
        return effectiveDescriptors(settings -> {});
    }

    private List<EffectiveDescriptor> effectiveDescriptors(Consumer<EarlySettings> early) {
        Parameters.requireNotBlank("ecs.descriptor", descriptor);
        Parameters.requireNotBlank("ecs.environment", environment);
        Parameters.requireNotBlank("ecs.region", region);
        Path directory = descriptorDirectory.toPath();
        if (descriptor == null
                && "pom".equals(project.getPackaging())
                && !directory.toFile().isDirectory()) {
            getLog().info("skipped, because a POM module without " + display(directory) + " deploys nothing");
            return List.of();
        }
        List<Problem> warnings = new ArrayList<>();
        List<EffectiveDescriptor> descriptors = new DescriptorFolder(
                        new JobProperties(
                                new MavenProperties(session, project, mojoExecution), environment(), baseDirectory()),
                        baseDirectory(),
                        new PluginLayers(mojoExecution),
                        warnings::add,
                        early)
                .readEffective(directory, new DescriptorFolder.Choice(descriptor, environment, region));
        descriptors.forEach(each -> warnings.addAll(each.descriptor().warnings()));
        tellWarnings(warnings);
        return descriptors;
    }

    private void tellWarnings(List<Problem> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        ProblemText.of(warnings).lines().forEach(progress()::warning);
        if (failOnWarning) {
            throw new UserException(new Explanation(
                    "There are warnings about the descriptors of this module",
                    "",
                    "ecs.failOnWarning is set",
                    "mend what is told above, or leave ecs.failOnWarning out"));
        }
    }

    /** The engine, set up for this build. */
    Deployer deployer(
            Deployer.Following following,
            TerminalReport.Layout layout,
            PlanSettings plans,
            NewDeployment newDeployment) {
        Clock clock = Clock.systemUTC();
        return new Deployer(
                new Deployer.Settings(build(), following, ZoneId.systemDefault(), layout, plans, newDeployment),
                clock,
                new WaitingPacer(clock),
                progress());
    }

    /** What this build says of itself. */
    BuildSettings build() {
        return new BuildSettings(
                Parameters.url("ecs.endpoint", endpoint),
                Parameters.file("ecs.webIdentityTokenFile", webIdentityTokenFile, baseDirectory()),
                baseDirectory(),
                environment(),
                job(),
                origin());
    }

    private OriginChoice origin() {
        Parameters.requireNotBlank("ecs.profile", profile);
        if (profile != null && webIdentityTokenFile != null) {
            throw new UserException(new Explanation(
                    "ecs.profile and ecs.webIdentityTokenFile are both given",
                    "-Decs.profile=" + profile,
                    "each says what the session is to be made from: a profile, or a token",
                    "leave one of them out"));
        }
        return new OriginChoice(
                profile == null ? null : profile.strip(),
                allowStaticKeys ? OriginChoice.StaticKeys.ALLOWED : OriginChoice.StaticKeys.REFUSED);
    }

    /** The Region given from outside; null where none is. */
    @Nullable String region() {
        Parameters.requireNotBlank("ecs.region", region);
        return region;
    }

    /** Where the descriptor of this name is, or belongs. */
    Path descriptorFile(String name) {
        return project.getBasedir() == null
                ? baseDirectory().resolve("src/main/ecs").resolve(name + ".yaml")
                : descriptorDirectory.toPath().resolve(name + ".yaml");
    }

    /** The CI job; outside of CI the branch of the checkout. */
    CiJob job() {
        GitCheckout checkout = new GitCheckout(baseDirectory());
        return CiJob.detect(environment()).withGit(checkout.branch().orElse(null), null);
    }

    /** The process environment. */
    static Environment environment() {
        return new Environment(System::getenv);
    }

    /** Whether the user typed this goal, as opposed to a phase that it is bound to. */
    boolean calledByName() {
        return mojoExecution.getSource() == MojoExecution.Source.CLI;
    }

    /** The module. */
    MavenProject project() {
        return project;
    }

    /** The build. */
    MavenSession session() {
        return session;
    }

    /** This plugin, as the build has it. */
    PluginDescriptor plugin() {
        return mojoExecution.getMojoDescriptor().getPluginDescriptor();
    }

    Progress progress() {
        return new LogProgress(getLog());
    }

    /** The module's folder; without a POM the one that Maven was started in. */
    Path baseDirectory() {
        return project.getBasedir() == null
                ? Path.of("").toAbsolutePath()
                : project.getBasedir().toPath();
    }

    /** A path as it is printed: relative to the module where it is in it. */
    String display(Path path) {
        Path base = baseDirectory();
        return path.startsWith(base) ? base.relativize(path).toString() : path.toString();
    }
}
