package io.github.ecsmaven.descriptor.imported;

import static io.github.ecsmaven.descriptor.imported.Imports.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceImportTest {
    private static final String ANSWER = """
            {"services": [{
              "serviceArn": "arn:aws:ecs:us-east-1:111122223333:service/blue/orders", "serviceName": "orders",
              "clusterArn": "arn:aws:ecs:us-east-1:111122223333:cluster/blue", "status": "ACTIVE", "launchType": "FARGATE",
              "runningCount": 2, "pendingCount": 0, "desiredCount": 2, "createdAt": "2025-08-01T00:00:00Z", %s
              "taskDefinition": "arn:aws:ecs:us-east-1:111122223333:task-definition/shop:7",
              "roleArn": "arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
              "platformVersion": "LATEST", "platformFamily": "Linux", "schedulingStrategy": "REPLICA",
              "loadBalancers": [], "serviceRegistries": [], "placementConstraints": [], "placementStrategy": [],
              "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100, "strategy": "ROLLING",
                "deploymentCircuitBreaker": {"enable": false, "rollback": false}},
              "deploymentController": {"type": "ECS"}, "enableECSManagedTags": false, "propagateTags": "NONE",
              "enableExecuteCommand": false, "healthCheckGracePeriodSeconds": 0,
              "networkConfiguration": {"awsvpcConfiguration":
                {"subnets": ["subnet-a"], "securityGroups": [], "assignPublicIp": "DISABLED"}},
              "events": [{"id": "1", "createdAt": {"__class__": "datetime"}, "message": "has reached a steady state"}]}],
             "failures": []}
            """;

    private static final String LEAST = """
            service:
              serviceName: orders
              launchType: FARGATE
              # where Application Auto Scaling sets desiredCount, remove it here: each deployment would set it back
              desiredCount: 2
              networkConfiguration:
                awsvpcConfiguration:
                  subnets: [subnet-a]
            """;

    @TempDir
    private Path directory;

    @Test
    void anAnswerBecomesTheLeastThatSaysTheSame() {
        ImportedDescriptor imported = answer("");
        assertThat(imported.name()).isEqualTo("orders");
        assertThat(imported.text()).endsWith(LEAST);
    }

    @Test
    void itsArnTellsRegionAndCluster() {
        String text = imports(ANSWER.formatted(""))
                .target(Importer.Target.unknown())
                .imported()
                .text();
        assertThat(text).contains("region: us-east-1", "cluster: blue", "#   allowedAccounts: ['111122223333']");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"deployments\": [],",
                "\"deployments\": [{\"status\": \"PRIMARY\", \"createdAt\": {\"__class__\": \"datetime\"}, \"warp\": 1}],",
                "\"deployments\": [{\"status\": \"ACTIVE\", \"serviceConnectConfiguration\": {\"enabled\": true}}],",
                "\"taskSets\": [{\"id\": \"x\", \"createdAt\": 1.5}], \"currentServiceRevisions\": [{\"arn\": \"x\"}],",
                "\"tags\": [{\"key\": \"aws:ecs:serviceName\", \"value\": \"x\"}], \"createdBy\": \"arn:aws:iam::1:root\",",
                "\"capacityProviderStrategy\": [], \"availabilityZoneRebalancing\": null,",
            })
    void whatARequestCannotSetIsLeftOut(String members) {
        assertThat(answer(members).text()).endsWith(LEAST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platformVersion\": \"LATEST", "propagateTags\": \"NONE", "assignPublicIp\": \"DISABLED"})
    void theEmptyTextThatToolsWriteForNothingIsLeftOut(String member) {
        String blank = ANSWER.formatted("").replace(member, member.replaceFirst("[A-Z]+$", ""));
        assertThat(imports(blank).imported().text()).endsWith(LEAST);
    }

    @Test
    void aConstraintWithoutAnExpressionHasNone() {
        String service = "{\"serviceName\": \"orders\", \"placementConstraints\": [{\"type\": \"distinctInstance\","
                + " \"expression\": \"\"}]}";
        assertThat(imports(service).imported().text()).contains("placementConstraints: [{type: distinctInstance}]");
    }

    @Test
    void whatOnlyTheDeploymentHasIsTakenFromThePrimaryOne() {
        String deployments = """
                "deployments": [
                  {"status": "ACTIVE", "serviceConnectConfiguration": {"enabled": true, "namespace": "old"}},
                  {"status": "PRIMARY", "serviceConnectConfiguration": {"enabled": true, "namespace": "new", "services": []}}],
                """;
        assertThat(answer(deployments).text())
                .contains("serviceConnectConfiguration: {enabled: true, namespace: new}")
                .doesNotContain("old");
    }

    @Test
    void aRoleOfOnesOwnIsKept() {
        String own =
                ANSWER.formatted("").replace("aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", "balancing");
        assertThat(imports(own).imported().text()).contains("role: arn:aws:iam::111122223333:role/balancing");
    }

    /** Left out, a service that is made from the descriptor would be balanced. */
    @Test
    void rebalancingThatIsOffIsSaid() {
        assertThat(answer("\"availabilityZoneRebalancing\": \"DISABLED\",").text())
                .contains("availabilityZoneRebalancing: DISABLED");
    }

    @Test
    void howManyTasksADaemonHasIsLeftToEcs() {
        String daemon = ANSWER.formatted("").replace("REPLICA", "DAEMON").replace("FARGATE", "EC2");
        assertThat(imports(daemon).imported().text())
                .contains("schedulingStrategy: DAEMON", "maximumPercent: 200")
                .doesNotContain("desiredCount");
    }

    @ParameterizedTest
    @CsvSource({
        "CODE_DEPLOY, '`deploymentController: { type: ECS }` moves the service to it; otherwise deploy under another"
                + " serviceName, or delete the service first'",
        "EXTERNAL, 'Deploy under another serviceName, or delete the service first'",
    })
    void anotherControllerIsSaidWithTheWayOut(String type, String wayOut) {
        String other = ANSWER.formatted("").replace("{\"type\": \"ECS\"}", "{\"type\": \"" + type + "\"}");
        ImportedDescriptor imported = imports(other).imported();
        assertThat(imported.notes())
                .contains("deploymentController " + type + " is not carried over: this plugin deploys with ECS's own"
                        + " controller. " + wayOut);
        assertThat(imported.text().lines().filter(line -> line.contains("deploymentController")))
                .allMatch(line -> line.strip().startsWith("#"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"serviceName\": \"orders\", \"desiredCount\": 1}||orders",
                "{\"service\": {\"serviceName\": \"orders\"}}||orders",
                "{\"desiredCount\": 0}|orders|orders",
                "{\"launchType\": \"EXTERNAL\"}|orders|orders",
                "{\"services\": [{\"serviceName\": \"a\"}, {\"serviceName\": \"orders\"}]}|orders|orders",
            })
    void aServiceIsFoundInEachFormThatItComesIn(String text, String wanted, String name) {
        assertThat(imports(text).service(wanted).imported().text()).contains("service:\n  serviceName: " + name + "\n");
    }

    @Test
    void aTimeoutAndDetailsOfAHookStayAsTheyAre() {
        String hooks = """
                {"serviceName": "orders", "deploymentConfiguration": {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 5,
                 "lifecycleHooks": [{"hookTargetArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
                   "roleArn": "arn:aws:iam::111122223333:role/h", "lifecycleStages": ["PRE_SCALE_UP"],
                   "hookDetails": {"Retries": [1, 2.5, true], "name": "${x}", "nothing": {}}}]}}
                """;
        assertThat(imports(hooks).imported().text()).contains("Retries: [1, 2.5, true]", "name: $${x}");
    }

    @Test
    void aServiceWithoutItsTaskDefinitionIsNotEnough() {
        assertThat(new Imports(directory)
                        .file("service.json", "{\"serviceName\": \"orders\"}")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.id().code()).isEqualTo("ECS061");
                    assertThat(problem.what()).isEqualTo("service.json holds no task definition");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"services\": [], \"failures\": [{\"reason\": \"MISSING\"}]}||no service",
                "{\"services\": [{\"serviceName\": \"a\"}, {\"serviceName\": \"b\"}]}||the services a, b",
                "{\"services\": [{\"serviceName\": \"a\"}, {\"serviceName\": \"b\"}]}|c|the services a, b",
            })
    void whichServiceIsMeantMustBeClear(String text, String wanted, String holds) {
        assertThat(imports(text).service(wanted).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id().code()).isEqualTo("ECS061");
            assertThat(problem.what()).endsWith("holds " + holds);
        });
    }

    private ImportedDescriptor answer(String members) {
        return imports(ANSWER.formatted(members)).imported();
    }

    private Imports imports(String service) {
        return new Imports(directory).file("task.json", task()).file("service.json", service);
    }
}
