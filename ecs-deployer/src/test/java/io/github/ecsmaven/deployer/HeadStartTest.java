package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.aws.WaitingPacer;
import io.github.ecsmaven.deployer.identity.CiJob;
import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.identity.OriginChoice;
import io.github.ecsmaven.deployer.identity.TokenServer;
import io.github.ecsmaven.deployer.plan.NewDeployment;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DescriptorReader;
import io.github.ecsmaven.descriptor.DescriptorSource;
import io.github.ecsmaven.descriptor.EarlySettings;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the start to a usable read session: one token request and one call of STS, beside the reading of the descriptor. */
class HeadStartTest {
    private static final Environment NOTHING = new Environment(name -> null);

    @TempDir
    private Path directory;

    private LocalAccount account;
    private final TokenServer tokens = new TokenServer();
    private final CountDownLatch requested = new CountDownLatch(1);

    @BeforeEach
    void start() {
        account = new LocalAccount(directory);
        tokens.answer(200, token()).told(requested::countDown);
    }

    @AfterEach
    void end() {
        tokens.close();
        account.close();
    }

    @Test
    void theTokenIsRequestedWhileTheDescriptorIsStillBeingRead() throws IOException {
        try (Deployer deployer = deployer()) {
            DeploymentDescriptor descriptor = read(deployer, "1", this::waitForTheRequest);
            deployer.diff(descriptor);
        }

        assertThat(tokens.requests()).hasSize(1);
        assertThat(account.callsSince(0))
                .containsOnlyOnce("AssumeRoleWithWebIdentity")
                .contains("DescribeServices");
    }

    @Test
    void eachFurtherDescriptorHasATokenOfItsOwn() throws IOException {
        try (Deployer deployer = deployer()) {
            DeploymentDescriptor first = read(deployer, "1", () -> {});
            DeploymentDescriptor second = read(deployer, "2", () -> {});
            deployer.diff(second);
            deployer.diff(first);
            deployer.diff(first);
        }

        assertThat(tokens.requests()).hasSize(3);
    }

    @Test
    void aDeploymentThatWritesTakesTwoTokensAndTwoSessions() throws IOException {
        try (Deployer deployer = deployer()) {
            deployer.deploy(read(deployer, "1", () -> {}));
        }

        assertThat(tokens.requests()).hasSize(2);
        assertThat(account.callsSince(0))
                .filteredOn("AssumeRoleWithWebIdentity"::equals)
                .hasSize(2);
    }

    @Test
    void whatIsWrongWithTheTokenIsToldWhenItIsNeeded() throws IOException {
        tokens.close();
        try (Deployer deployer = deployer()) {
            DeploymentDescriptor descriptor = read(deployer, "1", () -> {});
            assertThatThrownBy(() -> deployer.diff(descriptor)).hasMessageContaining("gave no token");
        }
        assertThat(account.callsSince(0)).isEmpty();
    }

    @Test
    void whereNoSourceIsFoundThatIsToldAsEver() throws IOException {
        try (Deployer deployer = deployer()) {
            DeploymentDescriptor descriptor = read(deployer, "1", "provider: gitlab", () -> {});
            assertThatThrownBy(() -> deployer.diff(descriptor))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("No web identity token was found");
        }
    }

    @Test
    void aDescriptorThatIsNotDeployedAfterAllCallsNobodyButTheTokenService() throws IOException {
        try (Deployer deployer = deployer()) {
            DeploymentDescriptor unused = read(deployer, "1", () -> {});
            assertThat(unused.name()).isEqualTo("shop1");
        }

        assertThat(account.callsSince(0)).isEmpty();
    }

    @Test
    void nobodyIsAskedForATokenWhereAProfileIsNamed() throws IOException {
        try (Deployer deployer = deployer(new OriginChoice("work", OriginChoice.StaticKeys.REFUSED))) {
            DeploymentDescriptor descriptor = read(deployer, "1", () -> {});
            assertThatThrownBy(() -> deployer.diff(descriptor)).hasMessageContaining("There is no AWS profile work");
        }

        assertThat(tokens.requests()).isEmpty();
    }

    private void waitForTheRequest() {
        try {
            assertThat(requested.await(30, TimeUnit.SECONDS))
                    .as("the token is requested before the descriptor is read")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token() {
        return account.server()
                .mint(new TokenRequest(LocalAccount.SUBJECT, "sts.amazonaws.com", Duration.ofHours(1), Map.of()));
    }

    private DeploymentDescriptor read(Deployer deployer, String number, Runnable whileReading) throws IOException {
        return read(deployer, number, "provider: http, url: \"" + tokens.url("/token") + "\"", whileReading);
    }

    private DeploymentDescriptor read(Deployer deployer, String number, String webIdentity, Runnable whileReading)
            throws IOException {
        Path file = Files.writeString(directory.resolve("shop" + number + ".yaml"), """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s", webIdentity: { %s } }
                taskDefinition:
                  family: shop%s
                  cpu: 256
                  memory: 512
                  requiresCompatibilities: [FARGATE]
                  networkMode: awsvpc
                  containerDefinitions: [ { name: app, image: "${image}" } ]
                service: { serviceName: shop%s, launchType: FARGATE, desiredCount: 1,
                  networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1] } } }
                """.formatted(
                        LocalAccount.ROLE, webIdentity, number, number));
        return new DescriptorReader(
                        new Image(whileReading),
                        LayerSource.none(),
                        null,
                        (EarlySettings early) -> deployer.prepare(early))
                .read(DescriptorSource.of(file));
    }

    private Deployer deployer() {
        return deployer(OriginChoice.TOKEN);
    }

    private Deployer deployer(OriginChoice origin) {
        URI endpoint = account.server().endpoint();
        return new Deployer(
                new Deployer.Settings(
                        new BuildSettings(endpoint, null, directory, NOTHING, CiJob.detect(NOTHING), origin),
                        Deployer.Following.YES,
                        ZoneOffset.UTC,
                        TerminalReport.Layout.plain(),
                        account.plans("1.0", PlanSettings.DEFAULT_EXPIRY),
                        NewDeployment.WHERE_NEEDED),
                Clock.systemUTC(),
                new WaitingPacer(Clock.systemUTC()),
                account.lines);
    }

    /** Knows the image, and what to do when it is asked for. */
    private record Image(Runnable whenAsked) implements PropertySource {
        @Override
        public Optional<String> value(String name) {
            if (!name.equals("image")) {
                return Optional.empty();
            }
            whenAsked.run();
            return Optional.of("shop:1");
        }

        @Override
        public Set<String> names() {
            return Set.of("image");
        }
    }
}
