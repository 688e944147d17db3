package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What ECS makes of a service, by the field of the published measurements. */
class CreatedServiceTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register(LocalEcs.onFargate("bridged", "i")
                .requiresCompatibilitiesWithStrings(List.of())
                .networkMode("bridge")
                .build());
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            status        | 'desiredCount':1                      | 'status':'ACTIVE','resourceManagementType':'CUSTOMER','desiredCount':1
            launch type   | 'desiredCount':1                      | 'launchType':'EC2'
            lists         | 'desiredCount':1                      | 'loadBalancers':[],'serviceRegistries':[],'placementConstraints':[],'placementStrategy':[]
            scheduling    | 'desiredCount':1                      | 'schedulingStrategy':'REPLICA'
            controller    | 'desiredCount':1                      | 'deploymentController':{'type':'ECS'}
            flags         | 'desiredCount':1                      | 'enableECSManagedTags':false,'enableExecuteCommand':false,'healthCheckGracePeriodSeconds':0
            tags          | 'desiredCount':1                      | 'propagateTags':'NONE'
            rebalancing   | 'desiredCount':1                      | 'availabilityZoneRebalancing':'ENABLED'
            rebalancing   | 'schedulingStrategy':'DAEMON'         | 'availabilityZoneRebalancing':'DISABLED'
            rebalancing   | 'desiredCount':1,'deploymentConfiguration':{'maximumPercent':100,'minimumHealthyPercent':0} | 'availabilityZoneRebalancing':'DISABLED'
            rebalancing   | 'desiredCount':1,'placementStrategy':[{'type':'binpack','field':'cpu'}] | 'availabilityZoneRebalancing':'DISABLED'
            role          | 'desiredCount':1                      | 'roleArn':'arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'
            role          | 'desiredCount':1,'role':'ecsRole'     | 'roleArn':'arn:aws:iam::123456789012:role/ecsRole'
            creator       | 'desiredCount':1                      | 'createdBy':'arn:aws:iam::123456789012:role/deployer'
            deployment    | 'desiredCount':1                      | 'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':false,'rollback':false,'resetOnHealthyTask':true,'thresholdConfiguration':{'type':'BOUNDED_PERCENT','value':50}},'maximumPercent':200,'minimumHealthyPercent':100,'strategy':'ROLLING','bakeTimeInMinutes':0}
            deployment    | 'schedulingStrategy':'DAEMON'         | 'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':false,'rollback':false,'resetOnHealthyTask':true,'thresholdConfiguration':{'type':'BOUNDED_PERCENT','value':50}},'maximumPercent':100,'minimumHealthyPercent':0,'strategy':'ROLLING','bakeTimeInMinutes':0}
            deployment    | 'desiredCount':1,'deploymentConfiguration':{'strategy':'LINEAR','linearConfiguration':{'stepPercent':44},'deploymentCircuitBreaker':{'enable':true,'rollback':true}} | 'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'rollback':true,'resetOnHealthyTask':true,'thresholdConfiguration':{'type':'BOUNDED_PERCENT','value':50}},'maximumPercent':200,'minimumHealthyPercent':100,'strategy':'LINEAR','bakeTimeInMinutes':0,'linearConfiguration':{'stepPercent':44.0,'stepBakeTimeInMinutes':6}}
            deployment    | 'desiredCount':1,'deploymentConfiguration':{'strategy':'CANARY','lifecycleHooks':[{'hookTargetArn':'a','lifecycleStages':['PRE_SCALE_UP']}]} | 'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':false,'rollback':false,'resetOnHealthyTask':true,'thresholdConfiguration':{'type':'BOUNDED_PERCENT','value':50}},'maximumPercent':200,'minimumHealthyPercent':100,'strategy':'CANARY','bakeTimeInMinutes':0,'lifecycleHooks':[{'targetType':'AWS_LAMBDA','hookTargetArn':'a','lifecycleStages':['PRE_SCALE_UP'],'timeoutConfiguration':{'timeoutInMinutes':1440,'action':'ROLLBACK'}}],'canaryConfiguration':{'canaryPercent':5.0,'canaryBakeTimeInMinutes':10}}
            placement     | 'desiredCount':1,'placementStrategy':[{'type':'spread','field':'host'},{'type':'binpack','field':'memory'},{'type':'random'}] | 'placementStrategy':[{'type':'spread','field':'instanceId'},{'type':'binpack','field':'MEMORY'},{'type':'random'}]
            capacity      | 'desiredCount':1,'capacityProviderStrategy':[{'capacityProvider':'cp'}] | 'capacityProviderStrategy':[{'capacityProvider':'cp','weight':0,'base':0}]
            """)
    void isFilledIn(String field, String given, String expected) {
        Service created = ecs.create(read("{'serviceName':'s','taskDefinition':'bridged'," + given + "}"));

        assertThat(json(created))
                .containsAllEntriesOf(node("{" + expected + "}").asObject());
    }

    @ParameterizedTest
    @CsvSource({"capacityProviderStrategy", "platformVersion", "platformFamily", "networkConfiguration", "tags"})
    void anInstanceServiceHasNo(String field) {
        assertThat(json(ecs.create(read("{'serviceName':'s','taskDefinition':'bridged','desiredCount':1}"))))
                .satisfies(json -> assertThat(json.get(field))
                        .satisfiesAnyOf(
                                value -> assertThat(value).isNull(),
                                value -> assertThat(value.asArray()).isEmpty()));
    }

    @Test
    void onFargateThePlatformIsNamedAndTheDeploymentHasTheConcreteOne() {
        Service created = ecs.create(LocalEcs.service("s", "web", 1).build());

        assertThat(created.platformVersion()).isEqualTo("LATEST");
        assertThat(created.platformFamily()).isEqualTo("Linux");
        assertThat(created.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(created.taskDefinition()).isEqualTo(LocalEcs.ARN + "task-definition/web:1");
        assertThat(created.serviceArn()).isEqualTo(LocalEcs.ARN + "service/default/s");
        assertThat(created.createdAt()).isEqualTo(LocalEcs.START);
        assertThat(created.networkConfiguration().awsvpcConfiguration().assignPublicIpAsString())
                .isEqualTo("DISABLED");
        assertThat(created.networkConfiguration().awsvpcConfiguration().hasSecurityGroups())
                .isTrue();
        Deployment primary = created.deployments().get(0);
        assertThat(primary.platformVersion()).isEqualTo("1.4.0");
        assertThat(primary.id()).matches("ecs-svc/\\d{19}");
        assertThat(primary.status()).isEqualTo("PRIMARY");
        assertThat(primary.rolloutStateAsString()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void theClustersDefaultStrategyIsCopiedWhenTheServiceSaysNothing() {
        ecs.call(CreateClusterRequest.builder()
                .clusterName("spot")
                .capacityProviders("FARGATE_SPOT")
                .defaultCapacityProviderStrategy(CapacityProviderStrategyItem.builder()
                        .capacityProvider("FARGATE_SPOT")
                        .weight(1)
                        .build())
                .build());

        Service created = ecs.create(LocalEcs.service("s", "web", 1)
                .cluster("spot")
                .launchType((LaunchType) null)
                .build());

        assertThat(created.launchType()).isNull();
        assertThat(created.capacityProviderStrategy()).singleElement().satisfies(item -> {
            assertThat(item.capacityProvider()).isEqualTo("FARGATE_SPOT");
            assertThat(item.base()).isZero();
        });
        assertThat(created.platformVersion()).isEqualTo("LATEST");
    }

    @Test
    void serviceConnectVolumesAndLatticeAreOnTheDeploymentAndTheRevisionOnly() {
        ecs.register(LocalEcs.onFargate("data", "i")
                .volumes(Volume.builder().name("data").configuredAtLaunch(true).build())
                .build());
        Service created = ecs.create(read("""
                {'serviceName':'s', 'taskDefinition':'data', 'desiredCount':1, 'launchType':'FARGATE',
                 'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1']}},
                 'serviceConnectConfiguration':{'enabled':true,
                   'namespace':'arn:aws:servicediscovery:eu-west-1:123456789012:namespace/internal',
                   'services':[{'portName':'http','clientAliases':[{'port':80}]}]},
                 'volumeConfigurations':[{'name':'data',
                   'managedEBSVolume':{'roleArn':'arn:aws:iam::123456789012:role/ebs'}}],
                 'vpcLatticeConfigurations':[{'portName':'http','targetGroupArn':'tg',
                   'roleArn':'arn:aws:iam::123456789012:role/lattice'}],
                 'monitoring':{}}
                """));

        Deployment primary = created.deployments().get(0);
        ServiceConnectConfiguration connect = primary.serviceConnectConfiguration();
        assertThat(connect.services().get(0).discoveryName()).isEqualTo("http");
        assertThat(connect.services().get(0).clientAliases().get(0).dnsName()).isEqualTo("http.internal");
        assertThat(primary.volumeConfigurations().get(0).managedEBSVolume().filesystemTypeAsString())
                .isEqualTo("xfs");
        assertThat(primary.vpcLatticeConfigurations()).hasSize(1);
        ServiceRevision revision =
                revision(created.currentServiceRevisions().get(0).arn());
        assertThat(revision.serviceConnectConfiguration()).isEqualTo(connect);
        assertThat(revision.volumeConfigurations()).isEqualTo(primary.volumeConfigurations());
        assertThat(revision.monitoring()).isNotNull();
        assertThat(json(created)).doesNotContainKeys("serviceConnectConfiguration", "volumeConfigurations");
    }

    @Test
    void aRevisionNamesTheImagesAndSharesItsDigitsWithTheDeployment() {
        Service created = ecs.create(LocalEcs.service("s", "web", 1).build());

        ServiceRevision revision =
                revision(created.currentServiceRevisions().get(0).arn());

        assertThat(revision.serviceRevisionArn())
                .isEqualTo(LocalEcs.ARN + "service-revision/default/s/"
                        + created.deployments().get(0).id().substring("ecs-svc/".length()));
        assertThat(revision.taskDefinition()).isEqualTo(created.taskDefinition());
        assertThat(revision.containerImages()).singleElement().satisfies(image -> {
            assertThat(image.containerName()).isEqualTo("app");
            assertThat(image.image()).isEqualTo("image:1");
            assertThat(image.imageDigest()).matches("sha256:[0-9a-f]{64}");
        });
        assertThat(revision.guardDutyEnabled()).isFalse();
    }

    @Test
    void anUnknownRevisionIsAFailureInTheAnswer() {
        DescribeServiceRevisionsResponse answer = ecs.call(DescribeServiceRevisionsRequest.builder()
                .serviceRevisionArns("arn:x")
                .build());

        assertThat(answer.serviceRevisions()).isEmpty();
        assertThat(answer.failures())
                .containsExactly(
                        Failure.builder().arn("arn:x").reason("MISSING").build());
    }

    @Test
    void servicesAreDescribedByNameOrArnAndMissingOnesAreFailures() {
        ecs.create(LocalEcs.service("a", "web", 1)
                .tags(Tag.builder().key("k").value("v").build())
                .build());
        ecs.create(LocalEcs.service("b", "web", 1).build());

        DescribeServicesResponse plain = ecs.call(DescribeServicesRequest.builder()
                .services("a", LocalEcs.ARN + "service/default/b", "c")
                .build());
        DescribeServicesResponse withTags = ecs.call(DescribeServicesRequest.builder()
                .services("a")
                .include(ServiceField.TAGS)
                .build());

        assertThat(plain.services()).extracting(Service::serviceName).containsExactly("a", "b");
        assertThat(plain.services())
                .allSatisfy(service -> assertThat(service.hasTags()).isFalse());
        assertThat(plain.failures())
                .containsExactly(Failure.builder()
                        .arn(LocalEcs.ARN + "service/default/c")
                        .reason("MISSING")
                        .build());
        assertThat(withTags.services().get(0).tags())
                .containsExactly(Tag.builder().key("k").value("v").build());
    }

    private ServiceRevision revision(String arn) {
        DescribeServiceRevisionsResponse answer = ecs.call(DescribeServiceRevisionsRequest.builder()
                .serviceRevisionArns(arn)
                .build());
        return answer.serviceRevisions().get(0);
    }

    private static CreateServiceRequest read(String json) {
        return ShapeJson.read(node(json), CreateServiceRequest.builder());
    }

    private static Map<String, JsonNode> json(SdkPojo shape) {
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(shape, json);
        return JsonNode.parser().parse(json.getBytes()).asObject();
    }

    private static JsonNode node(String json) {
        return JsonNode.parser().parse(json.replace('\'', '"'));
    }
}
