package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What ECS makes of a registered task definition. The names of the rows are fields of the published measurements. */
class RegisteredTaskDefinitionTest {
    private static final String EC2 =
            "{'family':'f','containerDefinitions':[{'name':'c','image':'i','memory':64%s}]%s}";
    private static final String AWSVPC =
            "{'family':'f','networkMode':'awsvpc','containerDefinitions':[{'name':'c','image':'i','memory':64%s}]%s}";

    private final LocalEcs ecs = new LocalEcs();

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            cpu        | 'cpu':'1 vCPU'                                  | 'cpu':'1024'
            cpu        | 'cpu':'.25 vcpu'                                | 'cpu':'256'
            cpu        | 'cpu':'0.5vCPU'                                 | 'cpu':'512'
            cpu        | 'cpu':'512'                                     | 'cpu':'512'
            memory     | 'memory':'1 GB'                                 | 'memory':'1024'
            memory     | 'memory':'1GB'                                  | 'memory':'1024'
            memory     | 'memory':'0.5 gb'                               | 'memory':'512'
            network    | 'pidMode':'task'                                | 'networkMode':'bridge'
            network    | 'networkMode':'host'                            | 'networkMode':'host'
            volumes    | 'pidMode':'task'                                | 'volumes':[]
            placement  | 'pidMode':'task'                                | 'placementConstraints':[]
            requires   | 'requiresCompatibilities':['EXTERNAL','EC2']    | 'requiresCompatibilities':['EC2','EXTERNAL']
            platform   | 'runtimePlatform':{'cpuArchitecture':'ARM64'}   | 'runtimePlatform':{'cpuArchitecture':'ARM64','operatingSystemFamily':'LINUX'}
            volume     | 'volumes':[{'name':'v'}]                        | 'volumes':[{'name':'v','host':{}}]
            volume     | 'volumes':[{'name':'v','host':{'sourcePath':'/x'}}] | 'volumes':[{'name':'v','host':{'sourcePath':'/x'}}]
            volume     | 'volumes':[{'name':'v','efsVolumeConfiguration':{'fileSystemId':'fs-1'}}] | 'volumes':[{'name':'v','efsVolumeConfiguration':{'fileSystemId':'fs-1','rootDirectory':'/'}}]
            volume     | 'volumes':[{'name':'v','dockerVolumeConfiguration':{'labels':{'A':'b'}}}] | 'volumes':[{'name':'v','dockerVolumeConfiguration':{'scope':'task','driver':'local','labels':{'A':'b'}}}]
            volume     | 'volumes':[{'name':'v','configuredAtLaunch':true}] | 'volumes':[{'name':'v','configuredAtLaunch':true}]
            proxy      | 'proxyConfiguration':{'containerName':'c'}      | 'proxyConfiguration':{'type':'APPMESH','containerName':'c'}
            fault      | 'enableFaultInjection':false                    | 'enableFaultInjection':false
            """)
    void aTaskIsFilledIn(String field, String given, String expected) {
        TaskDefinition registered = register(EC2.formatted("", "," + given));

        assertThat(json(registered))
                .containsAllEntriesOf(node("{" + expected + "}").asObject());
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            cpu            | 'user':'u'                                     | 'cpu':0
            essential      | 'user':'u'                                     | 'essential':true
            environment    | 'user':'u'                                     | 'environment':[]
            mountPoints    | 'user':'u'                                     | 'mountPoints':[]
            volumesFrom    | 'user':'u'                                     | 'volumesFrom':[]
            portMappings   | 'user':'u'                                     | 'portMappings':[]
            systemControls | 'user':'u'                                     | 'systemControls':[]
            ports          | 'portMappings':[{'containerPort':80}]          | 'portMappings':[{'containerPort':80,'hostPort':0,'protocol':'tcp'}]
            ports          | 'portMappings':[{'containerPort':80,'hostPort':8080,'protocol':'udp'}] | 'portMappings':[{'containerPort':80,'hostPort':8080,'protocol':'udp'}]
            ports          | 'portMappings':[{'containerPortRange':'80-90'}] | 'portMappings':[{'protocol':'tcp','containerPortRange':'80-90'}]
            healthCheck    | 'healthCheck':{'command':['CMD','x']}          | 'healthCheck':{'command':['CMD','x'],'interval':30,'timeout':5,'retries':3}
            healthCheck    | 'healthCheck':{'command':['x'],'interval':10,'startPeriod':7} | 'healthCheck':{'command':['x'],'interval':10,'timeout':5,'retries':3,'startPeriod':7}
            linux          | 'linuxParameters':{'initProcessEnabled':true}  | 'linuxParameters':{'devices':[],'initProcessEnabled':true,'tmpfs':[]}
            linux          | 'linuxParameters':{'capabilities':{}}          | 'linuxParameters':{'capabilities':{'add':[],'drop':[]},'devices':[],'tmpfs':[]}
            empty lists    | 'environmentFiles':[],'ulimits':[]             | 'environmentFiles':[],'ulimits':[]
            empty text     | 'environment':[{'name':'A','value':''}]        | 'environment':[{'name':'A','value':''}]
            links          | 'links':['b','a']                              | 'links':['a','b']
            command        | 'command':['z','','a']                         | 'command':['z','','a']
            labels         | 'dockerLabels':{'Camel.Case':'x'}              | 'dockerLabels':{'Camel.Case':'x'}
            log            | 'logConfiguration':{'logDriver':'syslog','options':{'X-y':'z'}} | 'logConfiguration':{'logDriver':'syslog','options':{'X-y':'z'}}
            stopTimeout    | 'stopTimeout':7                                | 'stopTimeout':7
            """)
    void aContainerIsFilledIn(String field, String given, String expected) {
        TaskDefinition registered = register(EC2.formatted("," + given, ""));

        assertThat(container(registered))
                .containsAllEntriesOf(node("{" + expected + "}").asObject());
    }

    @ParameterizedTest
    @CsvSource({"awsvpc", "host"})
    void theHostPortIsTheContainerPortWhereBothShareANetwork(String networkMode) {
        TaskDefinition registered = register(EC2.formatted(
                ",'portMappings':[{'containerPort':80},{'containerPort':81,'hostPort':0}]",
                ",'networkMode':'" + networkMode + "'"));

        assertThat(registered.containerDefinitions().get(0).portMappings())
                .extracting(PortMapping::hostPort)
                .containsExactlyInAnyOrder(80, 81);
    }

    @ParameterizedTest
    @CsvSource({
        "runtimePlatform",
        "ephemeralStorage",
        "pidMode",
        "ipcMode",
        "proxyConfiguration",
        "enableFaultInjection",
        "requiresCompatibilities",
        "cpu",
        "memory",
        "taskRoleArn"
    })
    void whatWasNotGivenIsNotEchoed(String field) {
        assertThat(json(register(EC2.formatted("", "")))).doesNotContainKey(field);
    }

    @ParameterizedTest
    @CsvSource({"versionConsistency", "startTimeout", "stopTimeout", "memoryReservation", "secrets", "healthCheck"})
    void whatAContainerWasNotGivenIsNotEchoed(String field) {
        assertThat(container(register(EC2.formatted("", "")))).doesNotContainKey(field);
    }

    @Test
    void windowsHasNoNameForItsDefaultNetworkMode() {
        TaskDefinition registered =
                register(EC2.formatted("", ",'runtimePlatform':{'operatingSystemFamily':'WINDOWS_SERVER_2022_CORE'}"));

        assertThat(registered.networkModeAsString()).isNull();
    }

    @Test
    void listsThatAreSetsComeBackInTheServersOwnOrderWhichIsAlwaysTheSame() {
        List<KeyValuePair> sent = IntStream.range(0, 12)
                .mapToObj(
                        i -> KeyValuePair.builder().name("NAME_" + i).value("v").build())
                .toList();
        RegisterTaskDefinitionRequest request = LocalEcs.onFargate("ordered", "image")
                .containerDefinitions(IntStream.range(0, 9)
                        .mapToObj(i -> ContainerDefinition.builder()
                                .name("c" + i)
                                .image("i")
                                .environment(sent)
                                .build())
                        .toList())
                .build();

        TaskDefinition first = ecs.register(request);
        TaskDefinition second = ecs.register(request);

        List<KeyValuePair> back = first.containerDefinitions().get(0).environment();
        assertThat(back).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
        assertThat(back.stream().map(KeyValuePair::name))
                .isNotEqualTo(sent.stream().map(KeyValuePair::name).sorted());
        assertThat(first.containerDefinitions())
                .extracting(ContainerDefinition::name)
                .containsExactlyInAnyOrder("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8")
                .isNotEqualTo(request.containerDefinitions().stream()
                        .map(ContainerDefinition::name)
                        .toList());
        assertThat(second.containerDefinitions()).isEqualTo(first.containerDefinitions());
    }

    @Test
    void theServerSaysWhoRegisteredItWhenAndWhereItRuns() {
        TaskDefinition registered =
                ecs.register(LocalEcs.onFargate("web", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/x:1")
                        .executionRoleArn("arn:aws:iam::123456789012:role/execution")
                        .taskRoleArn("arn:aws:iam::123456789012:role/task")
                        .build());

        assertThat(registered.taskDefinitionArn()).isEqualTo(LocalEcs.ARN + "task-definition/web:1");
        assertThat(registered.revision()).isEqualTo(1);
        assertThat(registered.statusAsString()).isEqualTo("ACTIVE");
        assertThat(registered.registeredBy()).isEqualTo(LocalEcs.CALLER);
        assertThat(registered.registeredAt()).isEqualTo(LocalEcs.START);
        assertThat(registered.compatibilities())
                .containsExactlyInAnyOrder(Compatibility.EC2, Compatibility.MANAGED_INSTANCES, Compatibility.FARGATE);
        assertThat(registered.requiresAttributes())
                .extracting("name")
                .contains(
                        "com.amazonaws.ecs.capability.ecr-auth",
                        "ecs.capability.execution-role-ecr-pull",
                        "com.amazonaws.ecs.capability.task-iam-role",
                        "ecs.capability.task-eni");
    }

    /** As recorded in DescribeTaskDefinition answers of 2023 to 2025 that have the feature, and not in those without. */
    @ParameterizedTest(name = "{0} needs {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'g','awslogs-region':'r'}} | docker-remote-api.1.19
            'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'g','awslogs-region':'r'}} | logging-driver.awslogs
            'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'g','awslogs-region':'r','awslogs-create-group':'true'}} | docker-remote-api.1.29
            'healthCheck':{'command':['CMD','x']}          | docker-remote-api.1.29
            'healthCheck':{'command':['CMD','x']}          | ecs.capability.container-health-check
            'memoryReservation':32                         | docker-remote-api.1.21
            'readonlyRootFilesystem':true                  | docker-remote-api.1.17
            'secrets':[{'name':'A','valueFrom':'arn:aws:secretsmanager:r:1:secret:s'}] | ecs.capability.secrets.asm.environment-variables
            'secrets':[{'name':'A','valueFrom':'/path'}]   | ecs.capability.secrets.ssm.environment-variables
            """)
    void aFeatureNeedsItsAttribute(String feature, String attribute) {
        assertThat(attributes(register(AWSVPC.formatted("," + feature, ""))))
                .contains(attribute.startsWith("ecs.") ? attribute : "com.amazonaws.ecs.capability." + attribute);
        assertThat(attributes(register(AWSVPC.formatted("", ""))))
                .containsExactlyInAnyOrder(
                        "ecs.capability.task-eni", "com.amazonaws.ecs.capability.docker-remote-api.1.18");
    }

    @Test
    void moreEphemeralStorageNeedsItsAttribute() {
        assertThat(attributes(register(AWSVPC.formatted("", ",'ephemeralStorage':{'sizeInGiB':21}"))))
                .contains("ecs.capability.extensible-ephemeral-storage");
    }

    private static List<String> attributes(TaskDefinition definition) {
        return definition.requiresAttributes().stream().map(Attribute::name).toList();
    }

    @Test
    void aTaskWithoutItsOwnNetworkInterfaceIsNotCompatibleWithFargate() {
        assertThat(register(EC2.formatted("", "")).compatibilities()).doesNotContain(Compatibility.FARGATE);
        assertThat(register(AWSVPC.formatted("", ",'cpu':'256','memory':'512'")).compatibilities())
                .contains(Compatibility.FARGATE);
        assertThat(register(AWSVPC.formatted(",'privileged':true", ",'cpu':'256','memory':'512'"))
                        .compatibilities())
                .doesNotContain(Compatibility.FARGATE);
    }

    private TaskDefinition register(String json) {
        return ecs.register(
                ShapeJson.<RegisterTaskDefinitionRequest>read(node(json), RegisterTaskDefinitionRequest.builder()));
    }

    private static Map<String, JsonNode> container(TaskDefinition definition) {
        return json(definition).get("containerDefinitions").asArray().get(0).asObject();
    }

    private static Map<String, JsonNode> json(TaskDefinition definition) {
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(definition, json);
        return JsonNode.parser().parse(json.getBytes()).asObject();
    }

    private static JsonNode node(String json) {
        return JsonNode.parser().parse(json.replace('\'', '"'));
    }
}
