package io.github.ecsmaven.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.facts.IamFacts.ActionFacts;
import io.github.ecsmaven.facts.IamFacts.ResourceUse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class IamFactsTest {

    private static final String DATA = """
            {"source": "a test", "version": "1", "services": {
              "ecs": {
                "actions": {"Feed": {"accessLevel": "Write", "dependentActions": ["iam:PassRole"],
                    "conditionKeys": ["ecs:food"],
                    "resourceTypes": [{"name": "cat", "required": true, "conditionKeys": ["ecs:age"]},
                                      {"name": "dog", "required": false, "dependentActions": ["ecs:Walk"]}]}},
                "resourceTypes": {"cat": {"arn": "arn:${Partition}:ecs:::cat/${Name}", "conditionKeys": ["ecs:age"]}},
                "conditionKeys": {"ecs:food": "ArrayOfString", "ecs:age": "Numeric"}},
              "iam": {
                "actions": {"DeleteUser": {"accessLevel": "Write", "conditionKeys": [], "resourceTypes": []},
                            "GetRole": {"accessLevel": "Read", "conditionKeys": [], "resourceTypes": []},
                            "PassRole": {"accessLevel": "Write", "conditionKeys": [], "resourceTypes": []}},
                "resourceTypes": {}, "conditionKeys": {}},
              "unrelated": {"actions": {}, "resourceTypes": {}, "conditionKeys": {"unrelated:x": "String"}}}}""";

    private static final IamFacts FACTS = IamFacts.of(FactsTable.rows(
            ReduceIamActions.table(JsonNode.parser().parse(DATA)).lines()));

    @Test
    void anActionHasItsLevelItsKeysAndWhatItNeeds() {
        ActionFacts feed = FACTS.action("ecs:Feed").orElseThrow();

        assertThat(feed.accessLevel()).isEqualTo("Write");
        assertThat(feed.conditionKeys()).containsExactly("ecs:food");
        assertThat(feed.dependentActions()).containsExactly("iam:PassRole");
        assertThat(feed.resources()).extracting(ResourceUse::resourceType).containsExactly("ecs:cat", "ecs:dog");
        assertThat(feed.resources()).extracting(ResourceUse::required).containsExactly(true, false);
        assertThat(feed.resources().get(0).conditionKeys()).containsExactly("ecs:age");
        assertThat(feed.resources().get(1).dependentActions()).containsExactly("ecs:Walk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs:Feed", "ECS:feed", "ecs:FEED"})
    void namesAreComparedWithoutCase(String name) {
        assertThat(FACTS.action(name)).isPresent();
    }

    @Test
    void aResourceTypeHasItsArn() {
        assertThat(FACTS.resourceType("ecs:cat").orElseThrow().arn()).isEqualTo("arn:${Partition}:ecs:::cat/${Name}");
        assertThat(FACTS.resourceType("ecs:cat").orElseThrow().conditionKeys()).containsExactly("ecs:age");
    }

    @Test
    void aConditionKeySaysWhetherItHasSeveralValues() {
        assertThat(FACTS.conditionKey("ecs:food").orElseThrow().isMultivalued()).isTrue();
        assertThat(FACTS.conditionKey("ecs:age").orElseThrow().isMultivalued()).isFalse();
        assertThat(FACTS.conditionKeys()).containsExactlyInAnyOrder("ecs:food", "ecs:age");
    }

    @Test
    void ofIamOnlyWhatConcernsRolesAndTheReadsAreKept() {
        assertThat(FACTS.actions())
                .extracting(ActionFacts::name)
                .containsExactly("ecs:Feed", "iam:GetRole", "iam:PassRole");
    }

    @ParameterizedTest
    @CsvSource({
        "ecs:RegisterTaskDefinition, Write",
        "ecs:UpdateService, Write",
        "ecs:DescribeServices, Read",
        "ecr:GetAuthorizationToken, Read",
        "sts:AssumeRoleWithWebIdentity, Write",
        "iam:PassRole, Write",
        "iam:CreateRole, Write",
        "logs:CreateLogGroup, Write",
        "application-autoscaling:RegisterScalableTarget, Write"
    })
    void theActionsOfADeploymentAreKnown(String action, String accessLevel) {
        assertThat(IamFacts.load().action(action).orElseThrow().accessLevel()).isEqualTo(accessLevel);
    }

    @Test
    void everyResourceTypeThatAnActionNamesIsKnown() {
        IamFacts facts = IamFacts.load();

        assertThat(facts.actions())
                .flatExtracting(ActionFacts::resources)
                .extracting(ResourceUse::resourceType)
                .allSatisfy(
                        type -> assertThat(facts.resourceType(type)).as(type).isPresent());
    }

    @Test
    @Tag("corpus")
    void theTableIsWhatTheGeneratorMakesOfTheData() throws Exception {
        String committed = TableSource.committed("iam.tsv");

        assertThat(ReduceIamActions.tableOf(TableSource.corpusFile("iam-actions/actions.json", committed)))
                .isEqualTo(committed);
    }
}
