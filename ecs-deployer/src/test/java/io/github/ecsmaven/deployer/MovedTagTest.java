package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.deployer.plan.Action;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Note;
import io.github.ecsmaven.deployer.plan.Effect;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tag stays, the image under it becomes another one. */
class MovedTagTest {
    private static final String IMAGE = "000000000000.dkr.ecr.eu-west-1.amazonaws.com/orders:live";
    private static final Set<String> WRITES =
            Set.of("RegisterTaskDefinition", "CreateService", "UpdateService", "TagResource", "UntagResource");

    private static final String FIRST = manifest("first");
    private static final String SECOND = manifest("second");

    @TempDir
    private Path directory;

    private LocalAccount account;

    @BeforeEach
    void start() {
        account = LocalAccount.with(directory, registry("live", FIRST));
        account.deploy(orders(""));
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void theSameImageIsNoChangeAndAsksForNothingTwice() {
        int mark = account.mark();

        DeploymentReport report = account.deploy(orders(""));

        assertThat(report.plan().changes()).isEmpty();
        assertThat(account.callsSince(mark))
                .containsExactlyInAnyOrder(
                        "AssumeRoleWithWebIdentity",
                        "DescribeServices",
                        "DescribeTaskDefinition",
                        "ListServiceDeployments",
                        "DescribeServiceRevisions",
                        "BatchGetImage");
    }

    @Test
    void anotherImageUnderTheSameTagIsAChangeThatADeploymentMakes() {
        account.restartWith(registry("live", SECOND));

        DeploymentPlan plan = diff(orders(""));

        assertThat(account.lines.text())
                .contains("~ same tag, another image: service orders")
                .containsPattern("containerDefinitions\\[app]\\.image +…?.*"
                        + digest(FIRST).substring(7, 11) + ".* → .*"
                        + digest(SECOND).substring(7, 11))
                .contains("starts a deployment", "Plan: update 1 service, 1 deployment.");
        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(DeploymentPlan.Kind.IMAGE);
            assertThat(change.differences().leaves())
                    .extracting(leaf -> leaf.path().toString(), leaf -> leaf.effect())
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "taskDefinition.containerDefinitions[app].image", Effect.STARTS_DEPLOYMENT));
        });
        assertThat(plan.digests()).containsEntry(IMAGE, digest(SECOND));
        int mark = account.mark();

        DeploymentReport report = account.deploy(orders(""));

        assertThat(report.result()).isInstanceOf(RolloutResult.Succeeded.class);
        assertThat(writesSince(mark)).as("no revision: the text is the same").containsExactly("UpdateService");
        assertThat(running()).isEqualTo(digest(SECOND));
        assertThat(diff(orders("")).changes()).isEmpty();
    }

    @Test
    void whereAnotherChangeStartsADeploymentNoneIsForced() {
        account.restartWith(registry("live", SECOND));

        DeploymentPlan plan = diff(orders(", environment: [ { name: A, value: b } ]"));

        assertThat(plan.changes())
                .extracting(DeploymentPlan.ResourceChange::kind)
                .containsExactly(DeploymentPlan.Kind.TASK_DEFINITION, DeploymentPlan.Kind.IMAGE);
        assertThat(plan.actions())
                .filteredOn(Action.UpdateService.class::isInstance)
                .singleElement()
                .satisfies(update -> assertThat(
                                ((Action.UpdateService) update).request().members())
                        .doesNotContainKey("forceNewDeployment"));
    }

    @Test
    void anIndexThatListsWhatRunsIsNoOtherImage() {
        String index = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + "{\"digest\":\"" + digest(SECOND) + "\"},{\"digest\":\"" + digest(FIRST) + "\"}]}";
        account.restartWith(registry("live", index));

        assertThat(diff(orders("")).changes()).isEmpty();
    }

    @Test
    void whoeverOwnsTheImageMayMoveIt() {
        account.restartWith(registry("live", SECOND));

        assertThat(diff(orders("") + "ignore: [ \"taskDefinition.containerDefinitions[*].image\" ]\n")
                        .changes())
                .isEmpty();
    }

    @Test
    void aContainerWhoseTagIsNotPinnedIsNotCompared() {
        account.deploy(orders(", versionConsistency: disabled"));
        account.restartWith(registry("live", SECOND));

        assertThat(diff(orders(", versionConsistency: disabled")).changes()).isEmpty();
    }

    @Test
    void aSavedPlanIsRefusedWhereTheTagHasMovedSince() {
        diff(orders(", environment: [ { name: A, value: b } ]"));
        account.restartWith(registry("live", SECOND));
        int mark = account.mark();

        assertThatThrownBy(() -> account.deployer(Deployer.Following.YES)
                        .deploy(
                                account.descriptor(orders(", environment: [ { name: A, value: b } ]")),
                                directory.resolve("target/ecs/orders/plan.json")))
                .hasMessageContaining("What runs has moved since the plan was saved; nothing was written")
                .hasMessageContaining("moved:  the digests of images");
        assertThat(writesSince(mark)).isEmpty();
    }

    @Test
    void aTagThatIsNotInTheRegistryIsSaidBeforeTasksCannotStart() {
        account.restartWith(registry("other", SECOND));

        assertThat(diff(orders("")).notes())
                .extracting(Note::matter, Note::toString)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Note.Matter.NO_SUCH_IMAGE,
                        "taskDefinition.containerDefinitions[app].image  the tag live is not in"
                                + " arn:aws:ecr:eu-west-1:000000000000:repository/orders:"
                                + " new tasks cannot start before it is pushed"));
    }

    @Test
    void soIsARepositoryThatDoesNotExist() {
        account.restartWith("{}");

        assertThat(diff(orders("")).notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text())
                        .isEqualTo("there is no arn:aws:ecr:eu-west-1:000000000000:repository/orders:"
                                + " new tasks cannot start before it is created and pushed to"));
    }

    private DeploymentPlan diff(String yaml) {
        account.lines.all.clear();
        return account.deployer(Deployer.Following.YES).diff(account.descriptor(yaml));
    }

    private List<String> writesSince(int mark) {
        return account.callsSince(mark).stream().filter(WRITES::contains).toList();
    }

    /** The digest of the service's newest revision, through AWS's own client. */
    private String running() {
        String revision = account.client()
                .describeServices(request -> request.cluster("shop").services("orders"))
                .services()
                .get(0)
                .currentServiceRevisions()
                .get(0)
                .arn();
        return account.client()
                .describeServiceRevisions(request -> request.serviceRevisionArns(revision))
                .serviceRevisions()
                .get(0)
                .containerImages()
                .get(0)
                .imageDigest();
    }

    private static String orders(String more) {
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
                  executionRoleArn: arn:aws:iam::000000000000:role/execution
                  containerDefinitions: [ { name: app, image: "%s"%s } ]
                service:
                  serviceName: orders
                  launchType: FARGATE
                  desiredCount: 1
                  networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-1] } }
                """.formatted(LocalAccount.ROLE, IMAGE, more);
    }

    private static String registry(String tag, String manifest) {
        return "{\"images\":[{\"repositoryName\":\"orders\",\"imageTags\":[\"" + tag + "\"],\"imageManifest\":\""
                + manifest.replace("\"", "\\\"") + "\"}]}";
    }

    private static String manifest(String of) {
        return "{\"schemaVersion\":2,\"layers\":[],\"annotations\":{\"of\":\"" + of + "\"}}";
    }

    private static String digest(String manifest) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(manifest.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
