package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** UpdateService merges: what is omitted stays, sentinels clear, and only some members start a deployment. */
class UpdatedServiceTest {
    private static final String FULL = """
            {'serviceName':'s', 'taskDefinition':'web:1', 'desiredCount':2, 'launchType':'FARGATE',
             'platformVersion':'1.3.0', 'healthCheckGracePeriodSeconds':30, 'propagateTags':'SERVICE',
             'enableECSManagedTags':true, 'enableExecuteCommand':true, 'availabilityZoneRebalancing':'DISABLED',
             'loadBalancers':[{'targetGroupArn':'tg','containerName':'app','containerPort':8080}],
             'serviceRegistries':[{'registryArn':'r'}],
             'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1'],'securityGroups':['sg-1'],'assignPublicIp':'ENABLED'}},
             'deploymentConfiguration':{'maximumPercent':150,'minimumHealthyPercent':50,'bakeTimeInMinutes':3,
               'deploymentCircuitBreaker':{'enable':true,'rollback':true,'resetOnHealthyTask':false,
                 'thresholdConfiguration':{'type':'COUNT','value':7}},
               'lifecycleHooks':[{'hookTargetArn':'h','lifecycleStages':['POST_SCALE_UP']}]},
             'serviceConnectConfiguration':{'enabled':true,'namespace':'ns'},
             'vpcLatticeConfigurations':[{'portName':'p','targetGroupArn':'tg','roleArn':'role'}]}
            """;

    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void create() {
        ecs.register("web", "image:1");
        ecs.register("web", "image:2");
        ecs.create(ShapeJson.<CreateServiceRequest>read(node(FULL), CreateServiceRequest.builder()));
        ecs.settle();
    }

    @Test
    void anEmptyUpdateChangesNothingAtAll() {
        Map<String, JsonNode> before = json(ecs.describe("s"));

        Service after = update("{}");

        assertThat(json(after)).isEqualTo(before);
        assertThat(ecs.deployments("s")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} gives {1}, deployments {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'platformVersion':'LATEST'                | 'platformVersion':'LATEST'              | 2
            'healthCheckGracePeriodSeconds':0         | 'healthCheckGracePeriodSeconds':0       | 1
            'propagateTags':'NONE'                    | 'propagateTags':'NONE'                  | 1
            'enableECSManagedTags':false              | 'enableECSManagedTags':false            | 1
            'enableExecuteCommand':false              | 'enableExecuteCommand':false            | 1
            'placementConstraints':[]                 | 'placementConstraints':[]               | 1
            'loadBalancers':[],'healthCheckGracePeriodSeconds':0 | 'loadBalancers':[]           | 2
            'serviceRegistries':[]                    | 'serviceRegistries':[]                  | 2
            'desiredCount':5                          | 'desiredCount':5                        | 1
            'availabilityZoneRebalancing':'ENABLED'   | 'availabilityZoneRebalancing':'ENABLED' | 1
            'taskDefinition':'web:2'                  | 'taskDefinition':'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:2' | 2
            'taskDefinition':'web'                    | 'taskDefinition':'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:2' | 2
            'taskDefinition':'web:1'                  | 'taskDefinition':'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1' | 1
            'forceNewDeployment':true                 | 'taskDefinition':'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1' | 2
            'forceNewDeployment':false                | 'desiredCount':2                        | 1
            'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-2']}} | 'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-2'],'securityGroups':[],'assignPublicIp':'DISABLED'}} | 2
            'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1'],'securityGroups':['sg-1'],'assignPublicIp':'ENABLED'}} | 'desiredCount':2 | 1
            'deploymentController':{'type':'ECS'}     | 'deploymentController':{'type':'ECS'}   | 1
            'serviceConnectConfiguration':{'enabled':false} | 'desiredCount':2                  | 2
            'volumeConfigurations':[]                 | 'desiredCount':2                        | 1
            'vpcLatticeConfigurations':[]             | 'desiredCount':2                        | 2
            'monitoring':{}                           | 'desiredCount':2                        | 2
            """)
    void aGivenMemberReplacesItsValue(String given, String expected, int deployments) {
        Service after = update("{" + given + "}");

        assertThat(json(after)).containsAllEntriesOf(node("{" + expected + "}").asObject());
        assertThat(ecs.deployments("s")).hasSize(deployments);
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'maximumPercent':200                      | 'maximumPercent':200,'minimumHealthyPercent':50,'bakeTimeInMinutes':3
            'minimumHealthyPercent':0                 | 'maximumPercent':150,'minimumHealthyPercent':0,'bakeTimeInMinutes':3
            'deploymentCircuitBreaker':{'enable':true} | 'deploymentCircuitBreaker':{'enable':true,'rollback':false,'resetOnHealthyTask':false,'thresholdConfiguration':{'type':'COUNT','value':7}}
            'deploymentCircuitBreaker':{'enable':false,'rollback':false,'resetOnHealthyTask':true} | 'deploymentCircuitBreaker':{'enable':false,'rollback':false,'resetOnHealthyTask':true,'thresholdConfiguration':{'type':'COUNT','value':7}}
            'lifecycleHooks':[]                       | 'lifecycleHooks':[]
            'strategy':'LINEAR'                       | 'strategy':'LINEAR','linearConfiguration':{'stepPercent':10.0,'stepBakeTimeInMinutes':6}
            'alarms':{'alarmNames':['a'],'enable':true,'rollback':false} | 'alarms':{'alarmNames':['a'],'rollback':false,'enable':true},'maximumPercent':150
            """)
    void theDeploymentConfigurationIsMergedByItsMembersAndStartsNothing(String given, String expected) {
        Service after = update("{'deploymentConfiguration':{" + given + "}}");

        assertThat(json(after).get("deploymentConfiguration").asObject())
                .containsAllEntriesOf(node("{" + expected + "}").asObject());
        assertThat(ecs.deployments("s")).hasSize(1);
    }

    @Test
    void aPartialLinearConfigurationIsReplacedAndFilledWithDefaults() {
        update("{'deploymentConfiguration':{'strategy':'LINEAR',"
                + "'linearConfiguration':{'stepPercent':20.0,'stepBakeTimeInMinutes':9}}}");

        Service after = update("{'deploymentConfiguration':{'linearConfiguration':{'stepPercent':44.0}}}");

        assertThat(after.deploymentConfiguration().linearConfiguration().stepPercent())
                .isEqualTo(44.0);
        assertThat(after.deploymentConfiguration().linearConfiguration().stepBakeTimeInMinutes())
                .isEqualTo(6);
    }

    @Test
    void whatOnlyTheRevisionShowsIsKeptByTheNextOne() {
        Service after = update("{'forceNewDeployment':true}");

        assertThat(after.deployments().get(0).serviceConnectConfiguration().namespace())
                .isEqualTo("ns");
        assertThat(after.deployments().get(0).vpcLatticeConfigurations()).hasSize(1);
        Service cleared = update("{'serviceConnectConfiguration':{'enabled':false},'vpcLatticeConfigurations':[]}");
        assertThat(cleared.deployments().get(0).serviceConnectConfiguration().enabled())
                .isFalse();
        assertThat(cleared.deployments().get(0).vpcLatticeConfigurations()).isEmpty();
    }

    @Test
    void aCapacityProviderStrategyTakesTheLaunchTypesPlaceAndGivesItBack() {
        Service withStrategy = ecs.update(
                "s",
                update -> update.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                        .capacityProvider("FARGATE_SPOT")
                        .build()));
        assertThat(withStrategy.launchType()).isNull();
        assertThat(withStrategy.capacityProviderStrategy().get(0).weight()).isZero();
        assertThat(ecs.deployments("s")).hasSize(1);

        Service back = update("{'capacityProviderStrategy':[]}");

        assertThat(back.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(back.capacityProviderStrategy()).isEmpty();
    }

    @Test
    void theServiceShowsTheNewValuesFromTheAnswerOn() {
        Service answer = update("{'taskDefinition':'web:2','desiredCount':3}");

        assertThat(answer.deployments().get(0).taskDefinition()).endsWith("web:2");
        assertThat(answer.deployments().get(0).desiredCount()).isEqualTo(3);
        assertThat(answer.deployments().get(1).taskDefinition()).endsWith("web:1");
        assertThat(answer.currentServiceDeployment())
                .isEqualTo(ecs.deployments("s").get(0).serviceDeploymentArn());
        assertThat(answer.hasTags()).isFalse();
    }

    private Service update(String json) {
        UpdateServiceRequest request = ShapeJson.read(node(json), UpdateServiceRequest.builder());
        UpdateServiceResponse answer = ecs.call(request.toBuilder().service("s").build());
        return answer.service();
    }

    private static Map<String, JsonNode> json(Service service) {
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(service, json);
        return JsonNode.parser().parse(json.getBytes()).asObject();
    }

    private static JsonNode node(String json) {
        return JsonNode.parser().parse(json.replace('\'', '"'));
    }
}
