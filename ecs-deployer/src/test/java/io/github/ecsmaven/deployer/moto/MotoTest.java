package io.github.ecsmaven.deployer.moto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.ecsmaven.deployer.BuildSettings;
import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.PlanSettings;
import io.github.ecsmaven.deployer.aws.WaitingPacer;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorFolder;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * The line against a party that nobody here wrote: validate, assume the role, register, create, describe, tag, update,
 * diff. What moto does not keep is listed with its reason; both an unlisted difference and a listed one that no longer
 * occurs fail.
 */
@Tag("moto")
class MotoTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/deployer";

    private final List<String> failures = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void theLineHoldsAgainstMoto() throws IOException, InterruptedException {
        MotoServer.Attempt attempt = MotoServer.start(Path.of(System.getProperty("moto.directory", "target")));
        if (attempt instanceof MotoServer.Unavailable unavailable) {
            System.out.println("moto: SKIPPED " + unavailable.reason());
            assertThat(MotoServer.isRequired()).as(unavailable.reason()).isFalse();
            abort(unavailable.reason());
        }
        try (MotoServer moto = ((MotoServer.Running) attempt).server();
                CountingProxy proxy = new CountingProxy(moto.endpoint())) {
            int lacking = run(proxy.endpoint());
            failures.forEach(failure -> System.out.println("moto FAILED " + failure));
            System.out.println("moto: calls=" + proxy.calls() + " passed=" + proxy.passed() + " lacking=" + lacking
                    + " failures=" + failures.size());
            assertThat(failures).isEmpty();
            assertThat(proxy.passed()).isGreaterThanOrEqualTo(15);
        }
    }

    private int run(URI endpoint) throws IOException {
        createCluster(endpoint);
        Path token = Files.writeString(directory.resolve("token"), token());
        Deployer deployer = deployer(endpoint, token);
        DeploymentDescriptor first = descriptor("orders:1", "checkout");
        deployer.deploy(first);
        Set<String> shown = paths(deployer.diff(first));
        deployer.deploy(descriptor("orders:2", "checkout"));
        DeploymentDescriptor last = descriptor("orders:2", "payments");
        deployer.deploy(last);
        shown.addAll(paths(deployer.diff(last)));
        Set<String> listed = listed();
        shown.stream().filter(path -> !listed.contains(path)).forEach(path -> failures.add("differs at " + path));
        listed.stream()
                .filter(path -> !shown.contains(path))
                .forEach(path -> failures.add("listed in moto-lacks.tsv and no longer lacking: " + path));
        return listed.size();
    }

    private static void createCluster(URI endpoint) {
        try (EcsClient ecs = EcsClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            ecs.createCluster(request -> request.clusterName("shop"));
        }
    }

    private Deployer deployer(URI endpoint, Path token) {
        Environment nothing = new Environment(name -> null);
        return new Deployer(
                new Deployer.Settings(
                        new BuildSettings(endpoint, token, directory, nothing, CiJob.detect(nothing)),
                        Deployer.Following.NO,
                        ZoneOffset.UTC,
                        TerminalReport.Layout.plain(),
                        new PlanSettings("1.0", directory.resolve("target/ecs"), PlanSettings.DEFAULT_EXPIRY),
                        NewDeployment.WHERE_NEEDED),
                Clock.systemUTC(),
                new WaitingPacer(Clock.systemUTC()),
                new Printed());
    }

    private DeploymentDescriptor descriptor(String image, String team) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("ecs"));
        Files.writeString(folder.resolve("orders.yaml"), """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                taskDefinition:
                  family: orders
                  networkMode: bridge
                  requiresCompatibilities: [EC2]
                  containerDefinitions:
                    - name: app
                      image: %s
                      memory: 256
                      portMappings: [{ containerPort: 8080 }]
                      environment: [{ name: LEVEL, value: info }, { name: ZONE, value: b }]
                      healthCheck: { command: [CMD, "true"] }
                service:
                  serviceName: orders
                  launchType: EC2
                  desiredCount: 2
                  healthCheckGracePeriodSeconds: 30
                  deploymentConfiguration: { minimumHealthyPercent: 50 }
                tags: { team: %s }
                """.formatted(ROLE, image, team));
        return new DescriptorFolder(NO_PROPERTIES, directory)
                .read(folder, new DescriptorFolder.Choice(null, null, null))
                .get(0);
    }

    private static Set<String> paths(DeploymentPlan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .map(leaf -> leaf.path().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> listed() throws IOException {
        try (InputStream table = MotoTest.class.getResourceAsStream("moto-lacks.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** moto looks at no token; the plugin looks at its form and its expiry. */
    private static String token() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        long now = Instant.now().getEpochSecond();
        String claims =
                "{\"iss\":\"https://ci.example\",\"aud\":\"sts.amazonaws.com\",\"sub\":\"repo:acme/shop\",\"iat\":"
                        + now + ",\"exp\":" + (now + 3600) + "}";
        return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(new byte[32]);
    }

    /** Kept out of the console: the check's own line is what counts there. */
    private static final class Printed implements Progress {
        @Override
        public void line(String text) {}

        @Override
        public void warning(String text) {
            System.out.println("moto WARNING " + text);
        }
    }

    private static final PropertySource NO_PROPERTIES = new PropertySource() {
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
