package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.ScalingFixtures.grouped;
import static io.github.ecsmaven.deployer.plan.ScalingFixtures.leaves;
import static io.github.ecsmaven.deployer.plan.ScalingFixtures.operations;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.live.LiveSurroundings;
import io.github.ecsmaven.deployer.plan.LogGroupAction.CreateLogGroup;
import io.github.ecsmaven.deployer.plan.LogGroupAction.PutRetentionPolicy;
import io.github.ecsmaven.deployer.plan.LogGroupAction.TagLogGroup;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogGroupsSectionTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";

    @TempDir
    private Path directory;

    private DeploymentPlan plan(String logGroup, LiveSurroundings around) {
        // The declared count is the live one, so that nothing else is in the plan.
        return ScalingFixtures.plan(
                ScalingFixtures.described(
                        directory, "desiredCount: 6", "logGroups: [{ name: /ecs/orders, " + logGroup + " }]\n"),
                around);
    }

    private static LiveSurroundings live(String... members) {
        Map<String, Value> definition = new LinkedHashMap<>(Map.of(
                "logGroupName", new Value.Text("/ecs/orders"),
                "storedBytes", Value.Numeral.of(17),
                "logGroupClass", new Value.Text("STANDARD")));
        for (String member : members) {
            String[] parts = member.split("=", 2);
            definition.put(
                    parts[0], parts[1].matches("[0-9]+") ? Value.Numeral.parse(parts[1]) : new Value.Text(parts[1]));
        }
        return grouped(definition, Map.of("stage", "old"));
    }

    @Test
    void oneThatIsMissingIsCreatedThenToldHowLongToKeep() {
        DeploymentPlan plan = plan(
                "retentionInDays: 30, kmsKeyId: '" + KEY + "', logGroupClass: INFREQUENT_ACCESS, tags: { own: a }",
                LiveSurroundings.none());

        assertThat(plan.actions())
                .containsExactly(
                        new CreateLogGroup(
                                "/ecs/orders", KEY, "INFREQUENT_ACCESS", Map.of("team", "checkout", "own", "a")),
                        new PutRetentionPolicy("/ecs/orders", 30));
        assertThat(leaves(plan))
                .containsExactly(
                        "+ logGroups[/ecs/orders].retentionInDays",
                        "+ logGroups[/ecs/orders].kmsKeyId",
                        "+ logGroups[/ecs/orders].logGroupClass");
    }

    @Test
    void itIsThereBeforeTheTasksThatLogToIt() {
        DeploymentPlan plan = ScalingFixtures.planOfNew(
                ScalingFixtures.descriptor(directory, "logGroups: [{ name: /ecs/orders, retentionInDays: 30 }]\n"));

        assertThat(operations(plan))
                .containsExactly(
                        "logs:CreateLogGroup",
                        "logs:PutRetentionPolicy",
                        "ecs:RegisterTaskDefinition",
                        "ecs:CreateService");
        assertThat(plan.changes().get(plan.changes().size() - 1).title()).isEqualTo("log group /ecs/orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retentionInDays: 30 | retentionInDays=14 | ~ | retentionInDays | logs:PutRetentionPolicy",
                "retentionInDays: P30D | storedBytes=0 | + | retentionInDays | logs:PutRetentionPolicy",
                "retentionInDays: null | retentionInDays=14 | - | retentionInDays | logs:DeleteRetentionPolicy",
                "kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1' | storedBytes=0 | + | kmsKeyId |"
                        + " logs:AssociateKmsKey",
                "kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1' |"
                        + " kmsKeyId=arn:aws:kms:eu-west-1:111122223333:key/2 | ~ | kmsKeyId | logs:AssociateKmsKey",
                "kmsKeyId: null | kmsKeyId=arn:aws:kms:eu-west-1:111122223333:key/2 | - | kmsKeyId |"
                        + " logs:DisassociateKmsKey"
            })
    void aChangeIsOneWrite(String written, String live, String symbol, String member, String operation) {
        DeploymentPlan plan = plan(written, live(live));

        assertThat(leaves(plan)).containsExactly(symbol + " logGroups[/ecs/orders]." + member);
        assertThat(operations(plan)).containsExactly(operation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retentionInDays: 14 | retentionInDays=14",
                "retentionInDays: null | storedBytes=1",
                "logGroupClass: STANDARD | retentionInDays=7",
                "kmsKeyId: null | storedBytes=1"
            })
    void theSameIsNoChange(String written, String live) {
        assertThat(plan(written, live(live)).differs()).isFalse();
    }

    @Test
    void whatIsNotDeclaredIsKeptAndListed() {
        DeploymentPlan plan =
                plan("tags: {}", live("retentionInDays=14", "kmsKeyId=" + KEY, "logGroupClass=INFREQUENT_ACCESS"));

        assertThat(plan.isEmpty()).isTrue();
        KeyedPath group = KeyedPath.of("logGroups").key("/ecs/orders");
        assertThat(plan.unmanaged().keySet())
                .contains(group.member("retentionInDays"), group.member("kmsKeyId"), group.member("logGroupClass"));
    }

    @Test
    void anotherClassIsRefusedWithTheWayOut() {
        DeploymentPlan plan = plan("logGroupClass: INFREQUENT_ACCESS", live());

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.path()).hasToString("logGroups[/ecs/orders].logGroupClass");
            assertThat(refusal.where()).contains("orders.yaml");
            assertThat(refusal.wayOut()).contains("another log group");
        });
    }

    @Test
    void ownTagsAreAddedAndThoseOfOtherEnvironmentsStay() {
        DeploymentPlan plan = plan("tags: { stage: new }", live());

        assertThat(plan.actions())
                .containsExactly(new TagLogGroup("/ecs/orders", ScalingFixtures.GROUP_ARN, Map.of("stage", "new")));
        assertThat(leaves(plan)).containsExactly("~ logGroups[/ecs/orders].tags[stage]");
    }

    @ParameterizedTest
    @CsvSource({
        "logGroups, ''",
        "logGroups[*], ''",
        "logGroups[/ecs/orders].retentionInDays, tags",
        "logGroups[/ecs/orders].tags, retentionInDays"
    })
    void whatOthersOwnIsLeftAlone(String path, String left) {
        var descriptor = ScalingFixtures.described(
                directory,
                "desiredCount: 6",
                "logGroups: [{ name: /ecs/orders, retentionInDays: 30, tags: { stage: new } }]\nignore: ['" + path
                        + "']\n");

        List<String> leaves = leaves(ScalingFixtures.plan(descriptor, live()));

        assertThat(leaves).hasSize(left.isEmpty() ? 0 : 1).allMatch(leaf -> leaf.contains(left));
    }
}
