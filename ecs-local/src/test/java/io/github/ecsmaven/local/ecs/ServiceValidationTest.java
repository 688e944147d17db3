package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What the operations on services refuse, with AWS's words, and how a service ends. */
class ServiceValidationTest {
    private static final String S = "'serviceName':'s','desiredCount':1,";
    private static final String N = "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1']}},";

    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register(LocalEcs.onFargate("bridged", "i")
                .requiresCompatibilitiesWithStrings(List.of())
                .networkMode("bridge")
                .build());
        ecs.register(LocalEcs.onFargate("launched", "i")
                .volumes(Volume.builder().name("data").configuredAtLaunch(true).build())
                .build());
        ecs.register(LocalEcs.onFargate("mounting", "i")
                .volumes(Volume.builder()
                        .name("data")
                        .efsVolumeConfiguration(EFSVolumeConfiguration.builder()
                                .fileSystemId("fs-1")
                                .build())
                        .build())
                .build());
        ecs.register("gone", "i");
        ecs.call(DeregisterTaskDefinitionRequest.builder()
                .taskDefinition("gone:1")
                .build());
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'desiredCount':1,'taskDefinition':'web'                | InvalidParameterException | Service name can not be blank.
            'serviceName':'a.b','desiredCount':1,'taskDefinition':'web' | InvalidParameterException | Service name contains invalid characters.
            S'desiredCount':1                                      | InvalidParameterException | TaskDefinition can not be blank.
            S'taskDefinition':'unknown'                            | ClientException           | TaskDefinition not found.
            S'taskDefinition':'web:9'                              | ClientException           | TaskDefinition not found.
            S'taskDefinition':'gone'                               | ClientException           | TaskDefinition not found.
            S'taskDefinition':'gone:1'                             | ClientException           | TaskDefinition is inactive
            S'taskDefinition':'bridged','cluster':'unknown'        | ClusterNotFoundException  | Cluster not found.
            'serviceName':'s','taskDefinition':'bridged'           | InvalidParameterException | A desired count is required for the replica scheduling strategy.
            S'taskDefinition':'bridged','schedulingStrategy':'DAEMON' | InvalidParameterException | The daemon scheduling strategy does not support a desired count. Remove the desired count value and try again
            S'taskDefinition':'bridged','launchType':'LAMBDA'      | InvalidParameterException | Invalid 'launchType' setting: LAMBDA
            S'taskDefinition':'bridged','tags':[]                  | InvalidParameterException | Tags can not be empty.
            S'taskDefinition':'bridged','launchType':'EC2','capacityProviderStrategy':[{'capacityProvider':'x'}] | InvalidParameterException | Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.
            S'taskDefinition':'web'                                | InvalidParameterException | Network Configuration must be provided when networkMode 'awsvpc' is specified.
            SN'taskDefinition':'bridged'                           | InvalidParameterException | Network Configuration is not valid for the given networkMode of this task definition.
            S'networkConfiguration':{'awsvpcConfiguration':{'subnets':[]}},'taskDefinition':'web' | InvalidParameterException | subnets can not be empty.
            S'taskDefinition':'bridged','launchType':'FARGATE'     | InvalidParameterException | Task definition does not support launch_type FARGATE.
            SN'taskDefinition':'web','launchType':'FARGATE','placementStrategy':[{'type':'random'}] | InvalidParameterException | Placement strategies are not valid for tasks using the Fargate launch type.
            SN'taskDefinition':'web','launchType':'FARGATE','placementConstraints':[{'type':'distinctInstance'}] | InvalidParameterException | Placement constraints are not valid for tasks using the Fargate launch type.
            SN'taskDefinition':'web','loadBalancers':[{'targetGroupArn':'t','containerName':'x','containerPort':8080}] | InvalidParameterException | The container x does not exist in the task definition.
            SN'taskDefinition':'web','loadBalancers':[{'targetGroupArn':'t','containerName':'app','containerPort':80}] | InvalidParameterException | The container app did not have a container port 80 defined.
            SN'taskDefinition':'web','healthCheckGracePeriodSeconds':5 | InvalidParameterException | Health check grace period is only valid for services configured to use load balancers
            SN'taskDefinition':'web','deploymentConfiguration':{'linearConfiguration':{'stepPercent':5}} | InvalidParameterException | Linear configuration can only be present with LINEAR deployment strategy
            SN'taskDefinition':'web','deploymentConfiguration':{'strategy':'LINEAR','canaryConfiguration':{}} | InvalidParameterException | Canary configuration can only be present with CANARY deployment strategy
            SN'taskDefinition':'web','launchType':'FARGATE','platformVersion':'1.5.0' | PlatformUnknownException | The specified platform version does not exist.
            SN'taskDefinition':'mounting','launchType':'FARGATE','platformVersion':'1.3.0' | PlatformTaskDefinitionIncompatibilityException | One or more of the requested capabilities are not supported by platformVersion 1.3.0.
            'serviceName':'s',N'taskDefinition':'web','launchType':'FARGATE','schedulingStrategy':'DAEMON' | InvalidParameterException | The daemon scheduling strategy is not valid for the Fargate launch type.
            S'taskDefinition':'bridged','deploymentConfiguration':{'bakeTimeInMinutes':1441} | InvalidParameterException | bakeTimeInMinutes must be between 0 and 1440.
            S'taskDefinition':'bridged','deploymentConfiguration':{'minimumHealthyPercent':101} | InvalidParameterException | minimumHealthyPercent must be between 0 and 100.
            S'taskDefinition':'bridged','deploymentConfiguration':{'maximumPercent':-1} | InvalidParameterException | maximumPercent must not be negative.
            S'taskDefinition':'bridged','deploymentConfiguration':{'maximumPercent':100,'minimumHealthyPercent':100} | InvalidParameterException | Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.
            S'taskDefinition':'bridged','deploymentConfiguration':{'strategy':'LINEAR','linearConfiguration':{'stepPercent':2}} | InvalidParameterException | linearConfiguration.stepPercent must be between 3 and 100.
            S'taskDefinition':'bridged','deploymentConfiguration':{'strategy':'CANARY','canaryConfiguration':{'canaryPercent':101}} | InvalidParameterException | canaryConfiguration.canaryPercent must be between 0.1 and 100.
            S'taskDefinition':'bridged','deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'thresholdConfiguration':{'type':'COUNT','value':0}}} | InvalidParameterException | thresholdConfiguration.value must be at least 1.
            S'taskDefinition':'bridged','deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'thresholdConfiguration':{'type':'BOUNDED_PERCENT','value':101}}} | InvalidParameterException | thresholdConfiguration.value must be between 1 and 100 for a percentage.
            S'taskDefinition':'bridged','placementStrategy':[{'type':'random'},{'type':'random'},{'type':'random'},{'type':'random'},{'type':'random'},{'type':'random'}] | InvalidParameterException | placementStrategy can have at most 5 items.
            S'taskDefinition':'bridged','clientToken':'1234567890123456789012345678901234567' | InvalidParameterException | clientToken must be at most 36 characters.
            S'taskDefinition':'bridged','capacityProviderStrategy':[{'capacityProvider':'x','base':100001}] | InvalidParameterException | 1 validation error detected: Value '100001' at 'capacityProviderStrategy.1.member.base' failed to satisfy constraint: Member must have value less than or equal to 100000
            S'taskDefinition':'bridged','capacityProviderStrategy':[{'capacityProvider':'x','weight':-1}] | InvalidParameterException | 1 validation error detected: Value '-1' at 'capacityProviderStrategy.1.member.weight' failed to satisfy constraint: Member must have value greater than or equal to 0
            S'taskDefinition':'bridged','deploymentController':{}  | InvalidParameterException | 1 validation error detected: Value null at 'deploymentController.type' failed to satisfy constraint: Member must not be null
            S'taskDefinition':'bridged','deploymentConfiguration':{'alarms':{'enable':true,'rollback':true}} | InvalidParameterException | 1 validation error detected: Value null at 'deploymentConfiguration.alarms.alarmNames' failed to satisfy constraint: Member must not be null
            S'taskDefinition':'bridged','monitoring':{'metricConfigurations':[{'metricNames':[],'resolutionSeconds':20}]} | InvalidParameterException | 1 validation error detected: Value '[]' at 'monitoring.metricConfigurations.1.member.metricNames' failed to satisfy constraint: Member must have length greater than or equal to 1
            SN'taskDefinition':'launched'                          | InvalidParameterException | Task definition has configuredAtLaunch volume but no volume configuration provided at runtime
            SN'taskDefinition':'web','volumeConfigurations':[{'name':'data'}] | InvalidParameterException | Volume configuration provided at runtime for a volume that is not configuredAtLaunch
            SN'taskDefinition':'web','deploymentController':{'type':'CODE_DEPLOY'} | UnsupportedFeatureException | ecs-local has the deployment controller ECS only, not CODE_DEPLOY.
            """)
    void aCreationIsRefused(String request, String code, String message) {
        String json = request.replace("SN'", S + N + "'")
                .replace(",N'", "," + N + "'")
                .replace("S'", S + "'");

        ApiException refusal = refusal(read(json, CreateServiceRequest.builder()));

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(400);
    }

    @Test
    void tooManySubnetsOrSecurityGroupsAreRefused() {
        assertThat(refusal(LocalEcs.service("s", "web", 1)
                        .networkConfiguration(LocalEcs.network(IntStream.range(0, 17)
                                .mapToObj(i -> "subnet-" + i)
                                .toArray(String[]::new)))
                        .build()))
                .hasMessage("subnets can have at most 16 items.");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'service':'unknown'                                    | ServiceNotFoundException  | Service not found.
            'service':''                                           | InvalidParameterException | Service name can not be blank.
            'service':'s','cluster':'unknown'                      | ClusterNotFoundException  | Cluster not found.
            'service':'s','taskDefinition':'gone:1'                | ClientException           | TaskDefinition is inactive
            'service':'s','taskDefinition':'web:7'                 | ClientException           | TaskDefinition not found.
            'service':'s','taskDefinition':'bridged'               | InvalidParameterException | Network Configuration is not valid for the given networkMode of this task definition.
            'service':'s','capacityProviderStrategy':[]            | InvalidParameterException | The capacity provider strategy cannot be empty because the service does not use a capacity provider strategy.
            'service':'s','placementStrategy':[]                   | InvalidParameterException | Placement strategies are not valid for tasks using the Fargate launch type.
            'service':'s','deploymentConfiguration':{'canaryConfiguration':{'canaryPercent':7}} | InvalidParameterException | Canary configuration can only be present with CANARY deployment strategy
            'service':'s','platformVersion':'9'                    | PlatformUnknownException  | The specified platform version does not exist.
            'service':'s','placementStrategy':[{'type':'random'}]  | InvalidParameterException | Placement strategies are not valid for tasks using the Fargate launch type.
            'service':'s','propagateTags':'BOTH'                   | InvalidParameterException | Invalid 'propagateTags' setting: BOTH
            'service':'s','desiredCount':-1                        | InvalidParameterException | desiredCount must not be negative.
            """)
    void anUpdateIsRefusedAndChangesNothing(String request, String code, String message) {
        Service before = ecs.create(LocalEcs.service("s", "web", 1).build());

        ApiException refusal = refusal(read(request, UpdateServiceRequest.builder()));

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(ecs.describe("s").toBuilder().tags(before.tags()).build()).isEqualTo(before);
    }

    @Test
    void theSameCreationAgainIsAnsweredByTheServiceThatIsThere() {
        CreateServiceRequest request =
                LocalEcs.service("s", "web", 1).clientToken("a").build();
        Service first = ecs.create(request);
        Service second = ecs.create(request.toBuilder().clientToken("b").build());

        assertThat(second).isEqualTo(first);
        assertThat(ecs.deployments("s")).hasSize(1);
        assertThat(refusal(request.toBuilder().desiredCount(2).build()))
                .hasMessage("Creation of service was not idempotent.");
    }

    @Test
    void aDeletedServiceDrainsThenIsInactiveThenItsNameIsFree() {
        Service created = ecs.create(LocalEcs.service("s", "web", 2).build());
        ecs.settle();
        assertThat(refusal(delete("s", null))).hasMessage("The service cannot be stopped while it is scaled above 0.");

        DeleteServiceResponse answer = ecs.call(delete("s", true));

        assertThat(answer.service().status()).isEqualTo("DRAINING");
        assertThat(ecs.describe("s").status()).isEqualTo("DRAINING");
        assertThat(ecs.describe("s").desiredCount()).isZero();
        assertThat(ecs.describe("s").deployments())
                .singleElement()
                .satisfies(primary -> assertThat(primary.desiredCount()).isZero());
        assertThat(refusal(LocalEcs.service("s", "web", 1).build()))
                .hasMessage("Unable to Start a service that is still Draining.");
        assertThat(refusal(UpdateServiceRequest.builder().service("s").build())).hasMessage("Service was not ACTIVE.");
        ecs.settle();
        assertThat(ecs.describe("s").status()).isEqualTo("INACTIVE");
        assertThat(ecs.describe("s").deployments()).isEmpty();
        assertThat(refusal(UpdateServiceRequest.builder().service("s").build()).code())
                .isEqualTo("ServiceNotActiveException");
        assertThat(refusal(delete("s", true)).code()).isEqualTo("ServiceNotFoundException");
        Service again = ecs.create(LocalEcs.service("s", "web", 1).build());
        assertThat(again.serviceArn()).isEqualTo(created.serviceArn());
        assertThat(again.status()).isEqualTo("ACTIVE");
        assertThat(again.deployments().get(0).id())
                .isNotEqualTo(created.deployments().get(0).id());
    }

    @Test
    void aServiceWithoutTasksIsInactiveAtOnce() {
        ecs.create(LocalEcs.service("s", "web", 0).build());
        ecs.call(delete("s", false));

        assertThat(ecs.describe("s").status()).isEqualTo("INACTIVE");
    }

    @Test
    void thereAreLimitsToWhatIsDescribedAtOnce() {
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "arn:" + i).toList();

        assertRefused(DescribeServicesRequest.builder().build());
        assertRefused(
                DescribeServicesRequest.builder().services(many.subList(0, 11)).build());
        assertRefused(DescribeServiceDeploymentsRequest.builder().build());
        assertRefused(DescribeServiceDeploymentsRequest.builder()
                .serviceDeploymentArns(many.subList(0, 21))
                .build());
        assertRefused(DescribeTasksRequest.builder().build());
        assertRefused(DescribeTasksRequest.builder().tasks(many).build());
    }

    @Test
    void listingsOfAnUnknownServiceAreRefused() {
        assertThat(refusal(ListServiceDeploymentsRequest.builder().service("x").build())
                        .code())
                .isEqualTo("ServiceNotFoundException");
        assertThat(refusal(ListTasksRequest.builder().serviceName("x").build()).code())
                .isEqualTo("ServiceNotFoundException");
        assertThat(refusal(ListServiceDeploymentsRequest.builder().build()).code())
                .isEqualTo("InvalidParameterException");
    }

    private void assertRefused(SdkPojo request) {
        assertThatThrownBy(() -> ecs.call(request))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("InvalidParameterException"));
    }

    private static DeleteServiceRequest delete(String name, @Nullable Boolean force) {
        return DeleteServiceRequest.builder().service(name).force(force).build();
    }

    private ApiException refusal(SdkPojo request) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> ecs.call(request));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static SdkPojo read(String json, SdkPojo builder) {
        return ShapeJson.read(JsonNode.parser().parse("{" + json.replace('\'', '"') + "}"), builder);
    }
}
