package io.github.ecsmaven.local;

import static io.github.ecsmaven.local.IamAccount.SESSION;
import static io.github.ecsmaven.local.IamAccount.allow;
import static io.github.ecsmaven.local.IamAccount.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** What a role can do is what its policies say, and a refusal says what AWS says. */
class PermissionsTest {
    private static final String ECS = "arn:aws:ecs:eu-west-1:000000000000:";
    private static final String SHOP = ECS + "cluster/shop";
    private static final String ORDERS = ECS + "service/shop/orders";
    private static final String FAMILY = ECS + "task-definition/orders:*";
    private static final String ROLE = "arn:aws:iam::000000000000:role/orders-task";

    @TempDir
    private Path directory;

    private IamAccount account;
    private EcsClient administrator;

    @BeforeEach
    void start() {
        account = IamAccount.start(directory);
        administrator = account.administrator();
    }

    @AfterEach
    void stop() {
        administrator.close();
        account.close();
    }

    @Test
    void aRoleWithoutPoliciesCanDoNothing() {
        try (EcsClient ecs = account.deployment()) {
            assertThatThrownBy(ecs::listClusters)
                    .satisfies(denied("User: " + SESSION
                            + " is not authorized to perform: ecs:ListClusters on resource: * because no"
                            + " identity-based policy allows the ecs:ListClusters action"));
        }
        assertThat(account.log())
                .anyMatch(line ->
                        line.contains("not authorized: ecs:ListClusters on *: there is no identity-based policy"));
    }

    @Test
    void aRoleOfWhichOnlyTheTrustPolicyIsSaidCanDoEverything() {
        assertThat(administrator.listClusters().clusterArns()).hasSize(2);
    }

    static Stream<Arguments> ecsCalls() {
        return Stream.of(
                call("ecs:DescribeClusters", SHOP, ecs -> ecs.describeClusters(r -> r.clusters("shop"))),
                call("ecs:ListServices", "*", ecs -> ecs.listServices(r -> r.cluster("shop"))),
                call(
                        "ecs:DescribeServices",
                        ORDERS,
                        ecs -> ecs.describeServices(r -> r.cluster("shop").services("orders"))),
                call(
                        "ecs:DescribeServices",
                        ORDERS,
                        ecs -> ecs.describeServices(r -> r.cluster(SHOP).services(ORDERS))),
                call(
                        "ecs:UpdateService",
                        ORDERS,
                        ecs -> ecs.updateService(
                                r -> r.cluster("shop").service("orders").desiredCount(0))),
                call(
                        "ecs:ListServiceDeployments",
                        ORDERS,
                        ecs -> ecs.listServiceDeployments(r -> r.cluster("shop").service("orders"))),
                call("ecs:ListTasks", "*", ecs -> ecs.listTasks(r -> r.cluster("shop"))),
                call(
                        "ecs:DescribeTasks",
                        ECS + "task/shop/0123456789abcdef0123456789abcdef",
                        ecs -> ecs.describeTasks(r -> r.cluster("shop").tasks("0123456789abcdef0123456789abcdef"))),
                call(
                        "ecs:RegisterTaskDefinition",
                        FAMILY,
                        ecs -> ecs.registerTaskDefinition(definition().build())),
                call(
                        "ecs:DescribeTaskDefinition",
                        "*",
                        ecs -> ecs.describeTaskDefinition(r -> r.taskDefinition("orders"))),
                call(
                        "ecs:RunTask",
                        ECS + "task-definition/orders:1",
                        ecs -> ecs.runTask(r -> r.cluster("shop")
                                .taskDefinition("orders:1")
                                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1"))))),
                call("ecs:ListTagsForResource", ORDERS, ecs -> ecs.listTagsForResource(r -> r.resourceArn(ORDERS))));
    }

    private static Arguments call(String action, String resource, Consumer<EcsClient> call) {
        return Arguments.of(action, resource, call);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("ecsCalls")
    void eachCallNeedsItsActionOnItsResource(String action, String resource, Consumer<EcsClient> call) {
        aServiceIsThere();
        account.permit(allow(action, resource));
        try (EcsClient ecs = account.deployment()) {
            assertThatCode(() -> call.accept(ecs)).doesNotThrowAnyException();
            account.permit(allow(action, resource.equals("*") ? ORDERS + "x" : resource + "x"));
            assertThatThrownBy(() -> call.accept(ecs))
                    .satisfies(denied("User: " + SESSION + " is not authorized to perform: " + action
                            + " on resource: " + resource
                            + " because no identity-based policy allows the " + action + " action"));
            account.permit(allow("ecs:StopTask", "*"));
            assertThatThrownBy(() -> call.accept(ecs))
                    .satisfies(denied("no identity-based policy allows the " + action));
        }
    }

    @Test
    void aServicesDeploymentsNeedThePermissionOnBothOfThem() {
        aServiceIsThere();
        String deployment = administrator
                .listServiceDeployments(r -> r.cluster("shop").service("orders"))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
        account.permit(allow("ecs:DescribeServiceDeployments", ORDERS));
        try (EcsClient ecs = account.deployment()) {
            assertThatThrownBy(() -> ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(deployment)))
                    .satisfies(denied("on resource: " + deployment));
            account.permit(allow("ecs:DescribeServiceDeployments", ORDERS), """
                    {"Effect":"Allow","Action":"ecs:DescribeServiceDeployments","Resource":"%s/*","Condition":{
                    "ArnEquals":{"ecs:cluster":"%s","ecs:service":"%s"}}}""".formatted(
                            ECS + "service-deployment/shop/orders", SHOP, ORDERS));
            assertThat(ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(deployment))
                            .serviceDeployments())
                    .hasSize(1);
        }
    }

    @Test
    void theLimitsOfARoleAndOfASessionAreNamedAndSoIsADeny() {
        aServiceIsThere();
        String everything = allow("ecs:*", "*");
        account.local()
                .putRole(IamAccount.deployer()
                        .withPolicy("all", policy(everything))
                        .withBoundary(policy(allow("logs:*", "*"))));
        try (EcsClient ecs = account.deployment()) {
            assertThatThrownBy(() -> ecs.updateService(
                            r -> r.cluster("shop").service("orders").desiredCount(0)))
                    .satisfies(denied("because no permissions boundary allows the ecs:UpdateService action"));
        }
        account.permit(everything);
        try (EcsClient ecs = withSessionPolicy(policy(allow("ecs:Describe*", "*")))) {
            assertThatThrownBy(() -> ecs.updateService(
                            r -> r.cluster("shop").service("orders").desiredCount(0)))
                    .satisfies(denied("because no session policy allows the ecs:UpdateService action"));
            assertThat(ecs.describeServices(r -> r.cluster("shop").services("orders"))
                            .services())
                    .hasSize(1);
        }
        account.permit(everything, "{\"Effect\":\"Deny\",\"Action\":\"ecs:UpdateService\",\"Resource\":\"*\"}");
        try (EcsClient ecs = account.deployment()) {
            assertThatThrownBy(() -> ecs.updateService(
                            r -> r.cluster("shop").service("orders").desiredCount(0)))
                    .satisfies(
                            denied("User: " + SESSION + " is not authorized to perform: ecs:UpdateService on resource: "
                                    + ORDERS + " with an explicit deny in an identity-based policy"));
        }
    }

    @Test
    void aManagedSessionPolicyNarrowsToo() {
        account.permit(allow("ecs:*", "*"));
        try (IamClient iam = account.iam()) {
            String arn = iam.createPolicy(r -> r.policyName("reads").policyDocument(policy(allow("ecs:List*", "*"))))
                    .policy()
                    .arn();
            try (EcsClient ecs = account.client(
                    EcsClient.builder(),
                    account.session(
                            IamAccount.DEPLOYER,
                            request -> request.policyArns(
                                    PolicyDescriptorType.builder().arn(arn).build()),
                            TokenRequest.forSubject(IamAccount.SUBJECT)))) {
                assertThat(ecs.listClusters().clusterArns()).isNotEmpty();
                assertThatThrownBy(ecs::describeClusters).satisfies(denied("because no session policy allows"));
            }
        }
    }

    @Test
    void rolesArePassedOnlyByPermission() {
        account.permit(allow("ecs:*", "*"));
        try (EcsClient ecs = account.deployment()) {
            RegisterTaskDefinitionRequest withRoles = definition()
                    .taskRoleArn(ROLE)
                    .executionRoleArn("orders-execution")
                    .build();
            assertThatThrownBy(() -> ecs.registerTaskDefinition(withRoles))
                    .satisfies(denied("User: " + SESSION + " is not authorized to perform: iam:PassRole on resource: "
                            + ROLE + " because no identity-based policy allows the iam:PassRole action"));
            account.permit(allow("ecs:*", "*"), pass("ecs.amazonaws.com"));
            assertThatThrownBy(() -> ecs.registerTaskDefinition(withRoles)).satisfies(denied("iam:PassRole"));
            account.permit(allow("ecs:*", "*"), pass("ecs-tasks.amazonaws.com"));
            assertThatCode(() -> ecs.registerTaskDefinition(withRoles)).doesNotThrowAnyException();
            account.permit(allow("ecs:*", "*"));
            assertThatThrownBy(() -> ecs.runTask(r -> r.cluster("shop").taskDefinition("orders")))
                    .satisfies(denied("iam:PassRole on resource: " + ROLE));
            account.permit(allow("ecs:*", "*"), pass("ecs-tasks.amazonaws.com"));
            assertThatThrownBy(() -> ecs.runTask(r -> r.cluster("shop")
                            .taskDefinition("orders")
                            .overrides(o -> o.taskRoleArn("arn:aws:iam::000000000000:role/other"))))
                    .satisfies(denied("iam:PassRole on resource: arn:aws:iam::000000000000:role/other"));
        }
    }

    private static String pass(String service) {
        return """
                {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::000000000000:role/orders-*",
                "Condition":{"StringEquals":{"iam:PassedToService":"%s"}}}""".formatted(service);
    }

    @Test
    void taggingWhatIsCreatedIsAPermissionOfItsOwn() {
        account.permit(allow("ecs:RegisterTaskDefinition", FAMILY));
        try (EcsClient ecs = account.deployment()) {
            RegisterTaskDefinitionRequest tagged =
                    definition().tags(tag("team", "checkout")).build();
            assertThatThrownBy(() -> ecs.registerTaskDefinition(tagged))
                    .satisfies(denied("ecs:TagResource on resource: " + FAMILY));
            account.permit(allow("ecs:RegisterTaskDefinition", FAMILY), """
                    {"Effect":"Allow","Action":"ecs:TagResource","Resource":"*","Condition":{
                    "StringEquals":{"ecs:CreateAction":"RegisterTaskDefinition"}}}""");
            assertThatCode(() -> ecs.registerTaskDefinition(tagged)).doesNotThrowAnyException();
        }
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("\"StringEquals\":{\"aws:RequestTag/team\":\"checkout\"}", true),
                Arguments.of("\"StringEquals\":{\"aws:RequestTag/team\":\"billing\"}", false),
                Arguments.of("\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\",\"cost\"]}", true),
                Arguments.of("\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"cost\"]}", false),
                Arguments.of("\"StringEquals\":{\"ecs:privileged\":\"false\"}", true),
                Arguments.of("\"NumericLessThanEquals\":{\"ecs:task-cpu\":\"256\"}", true),
                Arguments.of("\"NumericLessThan\":{\"ecs:task-cpu\":\"256\"}", false),
                Arguments.of("\"ForAnyValue:StringEquals\":{\"ecs:compute-compatibility\":\"FARGATE\"}", true),
                Arguments.of("\"StringEquals\":{\"aws:RequestedRegion\":\"eu-west-1\"}", true),
                Arguments.of("\"StringEquals\":{\"aws:PrincipalTag/stage\":\"production\"}", true),
                Arguments.of("\"StringEquals\":{\"aws:PrincipalTag/stage\":\"test\"}", false),
                Arguments.of("\"StringEquals\":{\"aws:SourceIdentity\":\"somebody\"}", true),
                Arguments.of("\"ArnEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::000000000000:role/deployer\"}", true),
                Arguments.of(
                        "\"ArnEquals\":{\"aws:FederatedProvider\":"
                                + "\"arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid\"}",
                        true),
                // A key that the action does not have is absent, whatever the request says.
                Arguments.of("\"Null\":{\"ecs:task-definition\":\"true\"}", true),
                Arguments.of("\"Bool\":{\"aws:SecureTransport\":\"true\"}", true));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void conditionsSeeTheRequestTheSessionAndThePlace(String condition, boolean holds) {
        account.permit(
                "{\"Effect\":\"Allow\",\"Action\":\"ecs:RegisterTaskDefinition\",\"Resource\":\"*\",\"Condition\":{"
                        + condition + "}}",
                allow("ecs:TagResource", "*"));
        TokenRequest token = TokenRequest.forSubject(IamAccount.SUBJECT)
                .withSessionTags(Map.of("stage", "production"))
                .withSourceIdentity("somebody");
        try (EcsClient ecs =
                account.client(EcsClient.builder(), account.session(IamAccount.DEPLOYER, request -> request, token))) {
            RegisterTaskDefinitionRequest request =
                    definition().tags(tag("team", "checkout")).build();
            if (holds) {
                assertThatCode(() -> ecs.registerTaskDefinition(request)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> ecs.registerTaskDefinition(request))
                        .satisfies(denied("ecs:RegisterTaskDefinition"));
            }
        }
    }

    @Test
    void theTagsOfWhatIsThereCanBeAskedFor() {
        aServiceIsThere();
        account.permit("""
                {"Effect":"Allow","Action":"ecs:DescribeServices","Resource":"*","Condition":{
                "StringEquals":{"aws:ResourceTag/team":"checkout","ecs:ResourceTag/team":"checkout"},
                "ArnEquals":{"ecs:cluster":"%s"}}}""".formatted(SHOP));
        try (EcsClient ecs = account.deployment()) {
            assertThat(ecs.describeServices(r -> r.cluster("shop").services("orders"))
                            .services())
                    .hasSize(1);
            administrator.tagResource(r -> r.resourceArn(ORDERS).tags(tag("team", "billing")));
            assertThatThrownBy(() -> ecs.describeServices(r -> r.cluster("shop").services("orders")))
                    .satisfies(denied("ecs:DescribeServices"));
        }
    }

    @Test
    void aServiceMayRunOnlyTheTaskDefinitionsThatAreAllowed() {
        aServiceIsThere();
        administrator.registerTaskDefinition(definition().family("other").build());
        account.permit("""
                {"Effect":"Allow","Action":"ecs:UpdateService","Resource":"%s","Condition":{
                "ArnLike":{"ecs:task-definition":"%s"},"Null":{"ecs:enable-execute-command":"true"}}}""".formatted(ORDERS, FAMILY));
        try (EcsClient ecs = account.deployment()) {
            assertThatCode(() -> ecs.updateService(
                            r -> r.cluster("shop").service("orders").taskDefinition("orders:1")))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> ecs.updateService(
                            r -> r.cluster("shop").service("orders").taskDefinition("other:1")))
                    .satisfies(denied("ecs:UpdateService"));
            assertThatThrownBy(() -> ecs.updateService(r -> r.cluster("shop")
                            .service("orders")
                            .taskDefinition("orders:1")
                            .enableExecuteCommand(true)))
                    .satisfies(denied("ecs:UpdateService"));
        }
    }

    @Test
    void theServicesBesideEcsAreAuthorizedToo() {
        account.permit(
                allow("logs:CreateLogGroup", "arn:aws:logs:eu-west-1:000000000000:log-group:/ecs/orders:*"),
                allow("logs:CreateLogGroup", "arn:aws:logs:eu-west-1:000000000000:log-group:/ecs/other"),
                allow("ecr:DescribeRepositories", "arn:aws:ecr:eu-west-1:000000000000:repository/orders"),
                allow("ssm:GetParameters", "arn:aws:ssm:eu-west-1:000000000000:parameter/shop/url"),
                allow(
                        "cloudformation:DescribeStacks",
                        "arn:aws:cloudformation:eu-west-1:000000000000:stack/network/*"));
        var credentials = account.session(IamAccount.DEPLOYER);
        try (CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder(), credentials);
                EcrClient ecr = account.client(EcrClient.builder(), credentials);
                SsmClient ssm = account.client(SsmClient.builder(), credentials);
                CloudFormationClient stacks = account.client(CloudFormationClient.builder(), credentials)) {
            assertThatCode(() -> logs.createLogGroup(r -> r.logGroupName("/ecs/orders")))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName("/ecs/other")))
                    .satisfies(
                            denied(
                                    "logs:CreateLogGroup on resource: arn:aws:logs:eu-west-1:000000000000:log-group:/ecs/other:log-stream:"));
            assertThatThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("other")))
                    .satisfies(denied("repository/other"));
            assertThatThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("orders")))
                    .hasMessageContaining("does not exist");
            assertThat(ssm.getParameters(r -> r.names("/shop/url")).invalidParameters())
                    .hasSize(1);
            assertThatThrownBy(() -> ssm.getParameters(r -> r.names("/shop/url", "/shop/key")))
                    .satisfies(denied("parameter/shop/key"));
            assertThatThrownBy(() -> stacks.describeStacks(r -> r.stackName("network")))
                    .hasMessageContaining("does not exist");
            assertThatThrownBy(() -> stacks.describeStacks(r -> r.stackName("other")))
                    .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(403);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    });
        }
    }

    @Test
    void whoOneIsNeedsNoPermission() {
        try (StsClient sts = account.client(StsClient.builder(), account.session(IamAccount.DEPLOYER))) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo(SESSION);
        }
    }

    @Test
    void aSessionThatHasExpiredIsRefusedAsExpired() {
        account.permit(allow("ecs:*", "*"));
        try (EcsClient ecs = account.deployment()) {
            account.local().clock().advance(Duration.ofHours(1));

            assertThatThrownBy(ecs::listClusters).isInstanceOfSatisfying(AwsServiceException.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
                assertThat(e).hasMessageContaining("The security token included in the request is expired");
            });
        }
    }

    @Test
    void aRefusedCallChangesNothing() {
        account.permit(allow("ecs:Describe*", "*"));
        long before = account.local().summary().counts().get("ecs").getOrDefault("taskDefinitions", 0);
        try (EcsClient ecs = account.deployment()) {
            assertThatThrownBy(() -> ecs.registerTaskDefinition(definition().build()))
                    .satisfies(denied("RegisterTask"));
        }
        assertThat(account.local().summary().counts().get("ecs").getOrDefault("taskDefinitions", 0))
                .isEqualTo((int) before);
    }

    private EcsClient withSessionPolicy(String json) {
        return account.client(
                EcsClient.builder(),
                account.session(
                        IamAccount.DEPLOYER,
                        request -> request.policy(json),
                        TokenRequest.forSubject(IamAccount.SUBJECT)));
    }

    private void aServiceIsThere() {
        administrator.registerTaskDefinition(definition().build());
        administrator.createService(r -> r.cluster("shop")
                .serviceName("orders")
                .taskDefinition("orders:1")
                .desiredCount(0)
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1")))
                .tags(tag("team", "checkout")));
    }

    private static RegisterTaskDefinitionRequest.Builder definition() {
        return RegisterTaskDefinitionRequest.builder()
                .family("orders")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilitiesWithStrings("FARGATE")
                .cpu("256")
                .memory("512")
                .containerDefinitions(List.of(ContainerDefinition.builder()
                        .name("app")
                        .image("app:1")
                        .essential(true)
                        .build()));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static Consumer<Throwable> denied(String message) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
