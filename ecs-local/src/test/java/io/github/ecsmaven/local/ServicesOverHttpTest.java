package io.github.ecsmaven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Every service as the SDK's own client sees it over loopback, signed. */
class ServicesOverHttpTest {
    private static final String DATA = """
            { "stacks": [ { "StackName": "network", "Description": "a <b> & c",
                            "Outputs": [ { "OutputKey": "Subnets", "OutputValue": "subnet-1,subnet-2" },
                                         { "OutputKey": "Role", "OutputValue": "arn:aws:iam::000000000000:role/x" } ] } ],
              "parameters": [ { "Name": "/shop/url", "Value": "https://shop.example" } ],
              "secrets": [ { "Name": "shop/database" } ],
              "images": [ { "repositoryName": "shop", "imageTags": [ "1.0" ] } ] }
            """;

    @TempDir
    private Path directory;

    private EcsLocal local;
    private Credentials credentials;

    @BeforeEach
    void start() throws IOException {
        Path data = Files.writeString(directory.resolve("data.json"), DATA);
        local = EcsLocal.start(EcsLocalFixture.settings(directory.resolve("state"))
                .withRoles(List.of(EcsLocalFixture.role("oidc.ecs-local.invalid")))
                .withData(data));
        try (StsClient sts = StsClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            credentials = sts.assumeRoleWithWebIdentity(
                            EcsLocalFixture.request(local.mint(TokenRequest.forSubject(EcsLocalFixture.SUBJECT)))
                                    .build())
                    .credentials();
        }
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void aServiceIsRegisteredForScalingAndBroughtWithinItsLimits() {
        try (EcsClient ecs = client(EcsClient.builder());
                ApplicationAutoScalingClient scaling = client(ApplicationAutoScalingClient.builder())) {
            ecs.registerTaskDefinition(request -> request.family("web")
                    .networkMode(NetworkMode.BRIDGE)
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("app")
                            .image("image:1")
                            .memory(128)
                            .build()));
            ecs.createService(request -> request.serviceName("web")
                    .taskDefinition("web")
                    .launchType(LaunchType.EC2)
                    .desiredCount(1));
            assertThatThrownBy(() -> scaling.putScalingPolicy(request -> request.serviceNamespace("ecs")
                            .resourceId("service/default/web")
                            .scalableDimension("ecs:service:DesiredCount")
                            .policyName("cpu")))
                    .isInstanceOf(ObjectNotFoundException.class);

            scaling.registerScalableTarget(request -> request.serviceNamespace("ecs")
                    .resourceId("service/default/web")
                    .scalableDimension("ecs:service:DesiredCount")
                    .minCapacity(2)
                    .maxCapacity(4)
                    .tags(Map.of("team", "shop")));
            scaling.putScalingPolicy(request -> request.serviceNamespace("ecs")
                    .resourceId("service/default/web")
                    .scalableDimension("ecs:service:DesiredCount")
                    .policyName("cpu")
                    .policyType(PolicyType.TARGET_TRACKING_SCALING)
                    .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue(60.0)
                            .predefinedMetricSpecification(
                                    metric -> metric.predefinedMetricType("ECSServiceAverageCPUUtilization"))));

            assertThat(ecs.describeServices(request -> request.services("web"))
                            .services()
                            .get(0)
                            .desiredCount())
                    .isEqualTo(2);
            assertThat(scaling.describeScalingPolicies(request -> request.serviceNamespace("ecs"))
                            .scalingPolicies())
                    .singleElement()
                    .satisfies(policy -> assertThat(policy.targetTrackingScalingPolicyConfiguration()
                                    .targetValue())
                            .isEqualTo(60.0));
            assertThatThrownBy(() -> scaling.registerScalableTarget(request -> request.serviceNamespace("ecs")
                            .resourceId("service/none/web")
                            .scalableDimension("ecs:service:DesiredCount")
                            .minCapacity(2)
                            .maxCapacity(4)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("ECS service doesn't exist");
        }
    }

    @Test
    void aLogGroupIsCreatedAndKeptOverARestart() {
        try (CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder())) {
            logs.createLogGroup(request -> request.logGroupName("/ecs/web"));
            logs.putRetentionPolicy(request -> request.logGroupName("/ecs/web").retentionInDays(30));
            assertThatThrownBy(() -> logs.createLogGroup(request -> request.logGroupName("/ecs/web")))
                    .isInstanceOf(ResourceAlreadyExistsException.class);
        }
        local.close();
        local = EcsLocal.start(EcsLocalFixture.settings(directory.resolve("state")));
        try (CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder())) {
            assertThat(logs.describeLogGroups().logGroups())
                    .singleElement()
                    .satisfies(group -> assertThat(group.retentionInDays()).isEqualTo(30));
        }
    }

    @Test
    void imagesOfTheDataFileAreDescribed() {
        try (EcrClient ecr = client(EcrClient.builder())) {
            ImageDetail image = ecr.describeImages(request -> request.repositoryName("shop"))
                    .imageDetails()
                    .get(0);
            assertThat(ecr.batchGetImage(request -> request.repositoryName("shop")
                                    .imageIds(ImageIdentifier.builder()
                                            .imageTag("1.0")
                                            .build()))
                            .images()
                            .get(0)
                            .imageId()
                            .imageDigest())
                    .isEqualTo(image.imageDigest());
            ecr.createRepository(request -> request.repositoryName("new"));
            assertThat(ecr.describeRepositories().repositories()).hasSize(2);
            assertThatThrownBy(() -> ecr.describeImages(request -> request.repositoryName("none")))
                    .isInstanceOf(RepositoryNotFoundException.class);
        }
    }

    @Test
    void stackOutputsAreReadAsXml() {
        try (CloudFormationClient cloudFormation = client(CloudFormationClient.builder())) {
            Stack stack = cloudFormation
                    .describeStacks(request -> request.stackName("network"))
                    .stacks()
                    .get(0);
            assertThat(stack.description()).isEqualTo("a <b> & c");
            assertThat(stack.outputs())
                    .extracting(output -> output.outputKey() + "=" + output.outputValue())
                    .containsExactly("Subnets=subnet-1,subnet-2", "Role=arn:aws:iam::000000000000:role/x");
            assertThatThrownBy(() -> cloudFormation.describeStacks(request -> request.stackName("none")))
                    .isInstanceOfSatisfying(
                            CloudFormationException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationError"));
        }
    }

    @Test
    void parametersAndSecretsAreRead() {
        try (SsmClient ssm = client(SsmClient.builder());
                SecretsManagerClient secrets = client(SecretsManagerClient.builder())) {
            assertThat(ssm.getParameters(request -> request.names("/shop/url", "/none")))
                    .satisfies(answer -> {
                        assertThat(answer.parameters())
                                .extracting(Parameter::value)
                                .containsExactly("https://shop.example");
                        assertThat(answer.invalidParameters()).containsExactly("/none");
                    });
            assertThat(secrets.describeSecret(request -> request.secretId("shop/database"))
                            .arn())
                    .startsWith("arn:aws:secretsmanager:eu-west-1:000000000000:secret:shop/database-");
            assertThatThrownBy(() -> secrets.describeSecret(request -> request.secretId("none")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void theAliasOfTheAccountSaysThatItIsNotAws() {
        try (IamClient iam = client(IamClient.builder())) {
            assertThat(iam.listAccountAliases()).satisfies(answer -> {
                assertThat(answer.accountAliases()).containsExactly("ecs-local");
                assertThat(answer.isTruncated()).isFalse();
            });
            assertThatThrownBy(() -> iam.listAccountAliases(request -> request.marker("none")))
                    .isInstanceOfSatisfying(
                            IamException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationError"));
        }
    }

    @Test
    void anOperationThatIsNotThereIsUnknown() {
        try (SsmClient ssm = client(SsmClient.builder());
                IamClient iam = client(IamClient.builder());
                CloudFormationClient cloudFormation = client(CloudFormationClient.builder())) {
            assertThatThrownBy(() -> ssm.deleteParameter(request -> request.name("/shop/url")))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("UnknownOperationException"));
            assertThatThrownBy(() -> iam.deleteAccountAlias(request -> request.accountAlias("ecs-local")))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidAction"));
            assertThatThrownBy(() -> cloudFormation.deleteStack(request -> request.stackName("network")))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidAction"));
        }
    }

    @Test
    void aDataFileThatIsWrongStopsTheStart() throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong.json"), "{ \"stack\": [] }");
        EcsLocalSettings settings =
                EcsLocalFixture.settings(directory.resolve("other")).withData(wrong);

        assertThatThrownBy(() -> EcsLocal.start(settings))
                .isInstanceOf(EcsLocalException.class)
                .hasMessageContaining("'stack' is none of");
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(local.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }
}
