package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.aws.WaitingPacer;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.identity.OriginChoice;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorReader;
import io.github.ecsmaven.descriptor.DescriptorSource;
import io.github.ecsmaven.descriptor.EffectiveDescriptor;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.ecs.EcsSettings;
import io.github.ecsmaven.local.ecs.rollout.TaskOutcome;
import io.github.ecsmaven.local.record.RecordedCall;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An account on ecs-local with one role, and the engine set up against it as a CI job would be. */
public final class LocalAccount implements AutoCloseable {
    public static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";
    public static final String REGION = "eu-west-1";
    public static final String CLUSTER = "shop";
    public static final String ROLE = "arn:aws:iam::000000000000:role/deployer";

    private final Path directory;
    private final Duration taskPhase;
    private String data;
    final Lines lines = new Lines();
    private EcsLocal server;
    private EcsClient client;

    LocalAccount(Path directory) {
        this(directory, Duration.ofMillis(50));
    }

    /** @param taskPhase how long a task is in each phase */
    LocalAccount(Path directory, Duration taskPhase) {
        this(directory, taskPhase, "{}");
    }

    private LocalAccount(Path directory, Duration taskPhase, String data) {
        this.directory = directory;
        this.taskPhase = taskPhase;
        this.data = data;
        this.server = start();
    }

    /** An account whose tasks start and stop in no time. */
    public static LocalAccount instant(Path directory) {
        return new LocalAccount(directory, Duration.ZERO);
    }

    /**
     * An account in which more is there than ECS.
     *
     * @param data stacks, parameters and secrets, as ecs-local reads them
     */
    public static LocalAccount with(Path directory, String data) {
        return new LocalAccount(directory, Duration.ZERO, data);
    }

    /** The same, whose tasks take their time. */
    static LocalAccount slow(Path directory, String data, Duration taskPhase) {
        return new LocalAccount(directory, taskPhase, data);
    }

    /** What the engine printed. */
    static final class Lines implements Progress {
        final List<String> all = new ArrayList<>();

        @Override
        public void line(String text) {
            all.add(text);
        }

        @Override
        public void warning(String text) {
            all.add("WARNING " + text);
        }

        String text() {
            return String.join("\n", all);
        }
    }

    private EcsLocal start() {
        Path file = directory.resolve("data.json");
        write(file, data);
        return EcsLocal.start(EcsLocalSettings.defaults(directory.resolve("aws"))
                .withData(file)
                .withRoles(List.of(new Role("deployer", trust(), Duration.ofHours(1))))
                .withEcs(EcsSettings.defaults()
                        .withClusters(Set.of(CLUSTER))
                        .withScheduling(Duration.ZERO)
                        .withTaskPhases(taskPhase, taskPhase, taskPhase)
                        .withTaskOutcome(LocalAccount::outcome)));
    }

    /** Tasks of an image whose name says so cannot start. */
    private static TaskOutcome outcome(TaskDefinition definition) {
        boolean broken = definition.containerDefinitions().stream()
                .anyMatch(container -> container.image().contains("broken"));
        return broken
                ? TaskOutcome.fails("CannotPullContainerError: pull image manifest has been retried 1 time(s)")
                : TaskOutcome.starts();
    }

    static String trust() {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid"},
                "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{
                "oidc.ecs-local.invalid:sub":"%s","oidc.ecs-local.invalid:aud":"sts.amazonaws.com"}}}]}
                """.formatted(SUBJECT);
    }

    public EcsLocal server() {
        return server;
    }

    public Deployer deployer(Deployer.Following following) {
        return deployer(following, SUBJECT);
    }

    Deployer deployer(Deployer.Following following, String subject) {
        return deployer(following, subject, plans("1.0", PlanSettings.DEFAULT_EXPIRY));
    }

    Deployer deployer(TerminalReport.Layout layout) {
        return deployer(
                Deployer.Following.YES,
                SUBJECT,
                plans("1.0", PlanSettings.DEFAULT_EXPIRY),
                layout,
                NewDeployment.WHERE_NEEDED);
    }

    /** How plans are kept below the folder of the account. */
    PlanSettings plans(String pluginVersion, Duration expiry) {
        return new PlanSettings(pluginVersion, directory.resolve("target/ecs"), expiry);
    }

    Deployer deployer(Deployer.Following following, String subject, PlanSettings plans) {
        return deployer(following, subject, plans, TerminalReport.Layout.plain(), NewDeployment.WHERE_NEEDED);
    }

    Deployer deployer(Deployer.Following following, String subject, NewDeployment newDeployment) {
        return deployer(
                following,
                subject,
                plans("1.0", PlanSettings.DEFAULT_EXPIRY),
                TerminalReport.Layout.plain(),
                newDeployment);
    }

    private Deployer deployer(
            Deployer.Following following,
            String subject,
            PlanSettings plans,
            TerminalReport.Layout layout,
            NewDeployment newDeployment) {
        return deployer(new Deployer.Settings(build(subject), following, ZoneOffset.UTC, layout, plans, newDeployment));
    }

    private Deployer deployer(Deployer.Settings settings) {
        return new Deployer(settings, Clock.systemUTC(), new WaitingPacer(Clock.systemUTC()), lines);
    }

    /** Without a token file, with what a machine has. */
    Deployer deployer(Map<String, String> variables, OriginChoice origin) {
        return deployer(settings(variables, origin));
    }

    /** The same by the clock of the server, which goes on, twelve times as far, while the engine waits. */
    Deployer deployerInTime(Map<String, String> variables, OriginChoice origin) {
        return new Deployer(
                settings(variables, origin),
                server.clock(),
                pause -> server.clock().advance(pause.multipliedBy(12)),
                lines);
    }

    private Deployer.Settings settings(Map<String, String> variables, OriginChoice origin) {
        return new Deployer.Settings(
                build(variables, origin),
                Deployer.Following.YES,
                ZoneOffset.UTC,
                TerminalReport.Layout.plain(),
                plans("1.0", PlanSettings.DEFAULT_EXPIRY),
                NewDeployment.WHERE_NEEDED);
    }

    private BuildSettings build(Map<String, String> variables, OriginChoice origin) {
        Environment environment = new Environment(variables::get);
        return new BuildSettings(server.endpoint(), null, directory, environment, CiJob.detect(environment), origin);
    }

    LiveImport liveImport(Map<String, String> variables, OriginChoice origin) {
        return new LiveImport(
                build(variables, origin), Clock.systemUTC(), new WaitingPacer(Clock.systemUTC()), lines::warning);
    }

    LiveImport liveImport() {
        return new LiveImport(build(SUBJECT), Clock.systemUTC(), new WaitingPacer(Clock.systemUTC()), lines::warning);
    }

    private BuildSettings build(String subject) {
        Path token = directory.resolve("token");
        write(token, server.mint(new TokenRequest(subject, "sts.amazonaws.com", Duration.ofHours(1), Map.of())));
        Environment nothing = new Environment(name -> null);
        return new BuildSettings(server.endpoint(), token, directory, nothing, CiJob.detect(nothing));
    }

    DeploymentReport deploy(String yaml) {
        return deployer(Deployer.Following.YES).deploy(descriptor(yaml));
    }

    DeploymentDescriptor descriptor(String yaml) {
        return read("orders", yaml);
    }

    /** The descriptor of that name and text. */
    public DeploymentDescriptor read(String name, String text) {
        return effective(name, text).descriptor();
    }

    /** The descriptor of that name and text with all of its members. */
    public EffectiveDescriptor effective(String name, String text) {
        Path file = directory.resolve(name + ".yaml");
        write(file, text);
        return new DescriptorReader(NO_PROPERTIES).readEffective(DescriptorSource.of(file));
    }

    /** A client of ECS with a session of the role. */
    public EcsClient client() {
        if (client == null) {
            client = EcsClient.builder()
                    .region(Region.of(REGION))
                    .endpointOverride(server.endpoint())
                    .credentialsProvider(credentials())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
        }
        return client;
    }

    /** A session of the role. */
    public AwsCredentialsProvider credentials() {
        try (StsClient sts = StsClient.builder()
                .region(Region.of(REGION))
                .endpointOverride(server.endpoint())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            Credentials credentials = sts.assumeRoleWithWebIdentity(request -> request.roleArn(ROLE)
                            .roleSessionName("client")
                            .webIdentityToken(server.mint(
                                    new TokenRequest(SUBJECT, "sts.amazonaws.com", Duration.ofHours(1), Map.of()))))
                    .credentials();
            return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
        }
    }

    /** The operations called since the mark, STS included. */
    List<String> callsSince(int mark) {
        return server.calls().stream().skip(mark).map(RecordedCall::operation).toList();
    }

    int mark() {
        return server.calls().size();
    }

    /** Ends the server without a goodbye to the deployments it runs, and starts it again on the same state. */
    void restart() {
        server.close();
        server = start();
    }

    /** The same, with other things beside ECS. */
    void restartWith(String newData) {
        data = newData;
        restart();
    }

    @Override
    public void close() {
        server.close();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final PropertySource NO_PROPERTIES = new PropertySource() {
        @Override
        public Optional<String> value(String name) {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    };
}
