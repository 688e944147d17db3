package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ecsmaven.deployer.plan.Outcome;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan is saved, something happens, and the plan is to be deployed. */
class SavedPlanDeploymentTest {
    private static final Set<String> WRITES =
            Set.of("RegisterTaskDefinition", "CreateService", "UpdateService", "TagResource", "UntagResource");

    @TempDir
    private Path directory;

    private LocalAccount account;
    private Path plan;

    @BeforeEach
    void start() {
        account = LocalAccount.instant(directory);
        plan = directory.resolve("target/ecs/orders/plan.json");
        account.deploy(orders("orders:1", 2));
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private static String orders(String image, int count) {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                taskDefinition:
                  family: orders
                  requiresCompatibilities: [FARGATE]
                  networkMode: awsvpc
                  cpu: 256
                  memory: 512
                  containerDefinitions: [ { name: app, image: %s } ]
                service:
                  serviceName: orders
                  launchType: FARGATE
                  desiredCount: %d
                  networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1] } }
                """.formatted(LocalAccount.ROLE, image, count);
    }

    @Test
    void aPlanIsSavedByDiffAndSaysWhereItIs() throws IOException {
        assertThat(diff(orders("orders:2", 2))).isEqualTo(Outcome.CHANGED);

        assertThat(account.lines.all)
                .last()
                .isEqualTo(
                        "Plan: register 1 revision, update 1 service, 1 deployment. Saved to target/ecs/orders/plan.json");
        assertThat(plan).content().contains("\"outcome\": \"changed\"", "\"after\": \"orders:2\"");
        assertThat(plan.resolveSibling("plan.md")).content().startsWith("### orders\n");
        try (Stream<Path> files = Files.list(plan.getParent())) {
            assertThat(files).as("nothing half written is left").hasSize(2);
        }
    }

    @Test
    void theSavedPlanIsDeployedWhereNothingHasMoved() {
        diff(orders("orders:2", 2));

        DeploymentReport report = deploySaved(orders("orders:2", 2));

        assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(image()).isEqualTo("orders:2");
    }

    @Test
    void aPlanOfANewServiceIsDeployedToo() {
        String other = orders("orders:1", 1)
                .replace("serviceName: orders", "serviceName: other")
                .replace("family: orders", "family: other");
        diff(other);

        assertThat(deploySaved(other).result()).isInstanceOf(RolloutResult.Succeeded.class);
    }

    @Test
    void aPlanThatWasCarriedOutIsNotCarriedOutTwiceAndDoesNotFail() {
        diff(orders("orders:2", 2));
        deploySaved(orders("orders:2", 2));
        int mark = account.mark();

        deploySaved(orders("orders:2", 2));

        assertThat(writesSince(mark)).isEmpty();
        assertThat(account.lines.text()).contains("The saved plan has been carried out already.");
    }

    @Test
    void whereWhatRunsHasMovedTheDifferenceOfTheTwoPlansIsTold() {
        diff(orders("orders:1", 3));
        account.client()
                .updateService(
                        request -> request.cluster("shop").service("orders").desiredCount(5));

        Throwable refused = refusal(orders("orders:1", 3));

        assertThat(refused)
                .hasMessageContaining("What runs has moved since the plan was saved; nothing was written")
                .hasMessageContaining("moved:  live values of what the descriptor declares")
                .hasMessageContaining("saved:  changed service.desiredCount  2 → 3")
                .hasMessageContaining("now:    changed service.desiredCount  5 → 3");
    }

    @Test
    void anotherServiceDeploymentIsAMoveThoughThePlansAreTheSame() {
        diff(orders("orders:2", 2));
        account.client()
                .updateService(
                        request -> request.cluster("shop").service("orders").forceNewDeployment(true));

        assertThat(refusal(orders("orders:2", 2)))
                .hasMessageContaining("What runs has moved")
                .hasMessageContaining("moved:  the service deployment: arn:");
    }

    @Test
    void whatTheDescriptorLeavesOutMayMove() {
        String without = orders("orders:2", 2).replace("  desiredCount: 2\n", "");
        diff(without);
        account.client()
                .updateService(
                        request -> request.cluster("shop").service("orders").desiredCount(1));

        assertThat(deploySaved(without).result()).isInstanceOf(RolloutResult.Succeeded.class);
    }

    @Test
    void anotherDescriptorComesToAnotherPlan() {
        diff(orders("orders:2", 2));

        assertThat(refusal(orders("orders:3", 2)))
                .hasMessageContaining("The descriptor comes to another plan than the saved one; nothing was written")
                .hasMessageContaining("what the descriptor wants")
                .hasMessageContaining("orders:1 → orders:2")
                .hasMessageContaining("orders:1 → orders:3");
        assertThat(refusal(orders("orders:1", 2)))
                .as("a plan without changes is no permission to do nothing")
                .hasMessageContaining("The descriptor comes to another plan");
    }

    @Test
    void aRefusedPlanIsNotDeployedTheSecondTimeEither() throws IOException {
        diff(orders("orders:2", 2));
        String saved = Files.readString(plan);

        refusal(orders("orders:3", 2));

        assertThat(plan).content().isEqualTo(saved);
        assertThat(refusal(orders("orders:3", 2))).hasMessageContaining("comes to another plan");
    }

    @Test
    void aMaskedValueThatIsAnotherIsTold() {
        String template = orders("orders:2", 2)
                .replace("image: orders:2", "image: orders:2, environment: [ { name: DB_PASSWORD, value: VALUE } ]");
        diff(template.replace("VALUE", "hunter2-one"));

        assertThat(refusal(template.replace("VALUE", "hunter2-two")))
                .hasMessageContaining("what is not shown differs: ecs:RegisterTaskDefinition")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "region: eu-west-1, region: eu-central-1, 'region: eu-west-1, here eu-central-1'",
        "role/deployer, role/other, 'role: arn:aws:iam::000000000000:role/deployer, here arn:aws:iam::000000000000:role/other'",
        "cluster: shop, cluster: other, 'cluster: shop, here other'",
        "serviceName: orders, serviceName: others, 'service: orders, here others'",
        "family: orders, family: others, 'family: orders, here others'"
    })
    void aPlanForSomethingElseIsRefusedNamingWhich(String text, String other, String named) {
        diff(orders("orders:2", 2));
        if (other.equals("cluster: other")) {
            account.client().createCluster(request -> request.clusterName("other"));
        }

        assertThat(refusal(orders("orders:2", 2).replace(text, other)))
                .hasMessageContaining("The saved plan was made for something else; nothing was written")
                .hasMessageContaining(named);
    }

    @Test
    void aPlanOfAnotherEnvironmentDeploymentOrAccountIsRefusedNamingWhich() throws IOException {
        diff(orders("orders:2", 2));

        assertThat(catchThrowable(() -> deployer(account.plans("1.0", Duration.ofHours(1)))
                        .deploy(account.read("stock", orders("orders:2", 2)), plan)))
                .hasMessageContaining("deployment: orders, here stock");
        reseal("\"account\": \"000000000000\"", "\"account\": \"111122223333\"");
        assertThat(refusal(orders("orders:2", 2))).hasMessageContaining("account: 111122223333, here 000000000000");
        reseal("\"deployment\": \"orders\"", "\"deployment\": \"orders\",\n    \"environment\": \"production\"");
        assertThat(refusal(orders("orders:2", 2))).hasMessageContaining("environment: production, here none");
    }

    @Test
    void aPlanOfAnotherPluginIsRefused() {
        diff(orders("orders:2", 2));

        assertThatThrownBy(() -> deployer(account.plans("2.0", Duration.ofHours(1)))
                        .deploy(account.descriptor(orders("orders:2", 2)), plan))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("plugin version: 1.0, here 2.0");
    }

    @Test
    void aPlanThatHasExpiredIsRefused() {
        deployer(account.plans("1.0", Duration.ofMillis(1))).diff(account.descriptor(orders("orders:2", 2)));

        assertThat(refusal(orders("orders:2", 2)))
                .hasMessageContaining("The saved plan has expired; nothing was written")
                .hasMessageContaining("was good until");
    }

    @Test
    void anEditIsToldAndNoAwsCallIsMade() throws IOException {
        diff(orders("orders:2", 2));
        Files.writeString(plan, Files.readString(plan).replace("orders:2", "orders:9"));
        int mark = account.mark();

        assertThat(refusal(orders("orders:9", 2))).hasMessageContaining("The saved plan has been edited");
        assertThat(account.callsSince(mark)).isEmpty();
    }

    @Test
    void whatIsNoFileNoTextOrTooLargeIsAMessage() throws IOException {
        String yaml = orders("orders:2", 2);
        assertThat(refusal(yaml, directory.resolve("none.json"))).hasMessageContaining("there is no such file");
        assertThat(refusal(yaml, directory)).hasMessageContaining("it is a folder");
        Path binary = Files.write(directory.resolve("binary.json"), new byte[] {'{', (byte) 0xff, (byte) 0xfe});
        assertThat(refusal(yaml, binary)).hasMessageContaining("it is no text in UTF-8");
        Path large = directory.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(100L * 1024 * 1024);
        }
        assertThat(refusal(yaml, large)).hasMessageContaining("it is larger than any plan");
    }

    @Test
    void deployKeepsThePlanThatItCarriesOutBeforeItWrites() throws IOException {
        account.deploy(orders("orders:2", 2));

        assertThat(plan).content().contains("\"outcome\": \"changed\"", "\"after\": \"orders:2\"");
        assertThat(diff(orders("orders:2", 2))).isEqualTo(Outcome.UNCHANGED);
        assertThat(plan).content().contains("\"outcome\": \"unchanged\"");
    }

    private Deployer deployer(PlanSettings plans) {
        return account.deployer(Deployer.Following.YES, LocalAccount.SUBJECT, plans);
    }

    private Outcome diff(String yaml) {
        return account.deployer(Deployer.Following.YES)
                .diff(account.descriptor(yaml))
                .outcome();
    }

    private DeploymentReport deploySaved(String yaml) {
        return account.deployer(Deployer.Following.YES).deploy(account.descriptor(yaml), plan);
    }

    private Throwable refusal(String yaml) {
        return refusal(yaml, plan);
    }

    /** What is said instead of deploying; nothing is written meanwhile. */
    private Throwable refusal(String yaml, Path file) {
        int mark = account.mark();
        Throwable refused =
                catchThrowable(() -> account.deployer(Deployer.Following.YES).deploy(account.descriptor(yaml), file));
        assertThat(refused).isInstanceOf(UserException.class).hasMessageContaining(file.toString());
        assertThat(writesSince(mark)).isEmpty();
        return refused;
    }

    private List<String> writesSince(int mark) {
        return account.callsSince(mark).stream().filter(WRITES::contains).toList();
    }

    /** Somebody edits a plan and knows how digests are made. */
    private void reseal(String text, String other) throws IOException {
        Resealed.replace(plan, text, other);
    }

    private String image() {
        String arn = account.client()
                .describeServices(request -> request.cluster("shop").services("orders"))
                .services()
                .get(0)
                .taskDefinition();
        return account.client()
                .describeTaskDefinition(request -> request.taskDefinition(arn))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .image();
    }
}
