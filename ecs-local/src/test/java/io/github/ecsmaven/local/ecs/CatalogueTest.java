package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/**
 * What the server is known to make of what it is given, row by row. The first column is the section of the published
 * measurements and its evidence: L measured live, S counted over recorded answers, C in a tool's code, D documented. An
 * expected {@code null} is a member that is not there.
 */
class CatalogueTest {
    private static final String TASK = "{'family':'f',%s'containerDefinitions':[{'name':'c','image':'i','memory':64}]}";
    private static final String CONTAINER =
            "{'family':'f',%s,'containerDefinitions':[{'name':'c','image':'i','memory':64%s}]}";

    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register("web", "image:2");
        register("{'family':'bridged','containerDefinitions':[{'name':'app','image':'i','memory':64,"
                + "'portMappings':[{'containerPort':8080},{'containerPort':80}]}]}");
        ecs.call(CreateClusterRequest.builder()
                .clusterName("connected")
                .serviceConnectDefaults(defaults -> defaults.namespace("internal"))
                .build());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1.3 cpu D                       | 'cpu':'1 vCPU'                    | 'cpu':'1024'
            1.3 memory D                    | 'memory':'1GB'                    | 'memory':'1024'
            1.3 networkMode D, S 49/49      | ''                                | 'networkMode':'bridge'
            1.3 requiresCompatibilities L   | 'requiresCompatibilities':['EXTERNAL','EC2'] | 'requiresCompatibilities':['EC2','EXTERNAL']
            1.3 requiresCompatibilities D   | ''                                | 'requiresCompatibilities':null
            1.3 runtimePlatform L           | ''                                | 'runtimePlatform':null
            1.3 runtimePlatform I           | 'runtimePlatform':{'cpuArchitecture':'ARM64'} | 'runtimePlatform':{'cpuArchitecture':'ARM64','operatingSystemFamily':'LINUX'}
            1.3 ephemeralStorage L          | ''                                | 'ephemeralStorage':null
            1.3 pidMode, ipcMode D          | ''                                | 'pidMode':null,'ipcMode':null
            1.3 enableFaultInjection L      | ''                                | 'enableFaultInjection':null
            1.3 enableFaultInjection S      | 'enableFaultInjection':false      | 'enableFaultInjection':false
            1.3 volumes L                   | ''                                | 'volumes':[],'placementConstraints':[]
            1.3 placementConstraints L      | 'placementConstraints':[{'type':'memberOf','expression':'b'},{'type':'memberOf','expression':'a'}] | 'placementConstraints':[{'type':'memberOf','expression':'b'},{'type':'memberOf','expression':'a'}]
            1.3 proxyConfiguration.type C   | 'proxyConfiguration':{'containerName':'c','properties':[{'name':'A','value':''}]} | 'proxyConfiguration':{'type':'APPMESH','containerName':'c','properties':[{'name':'A','value':''}]}
            1.3 volumes.host L, S 4/5       | 'volumes':[{'name':'v'}]          | 'volumes':[{'name':'v','host':{}}]
            1.3 configuredAtLaunch D        | 'volumes':[{'name':'v'}]          | 'volumes':[{'name':'v','host':{}}]
            1.3 dockerVolume C              | 'volumes':[{'name':'v','dockerVolumeConfiguration':{}}] | 'volumes':[{'name':'v','dockerVolumeConfiguration':{'scope':'task','driver':'local'}}]
            1.3 efs rootDirectory L         | 'volumes':[{'name':'v','efsVolumeConfiguration':{'fileSystemId':'fs-1'}}] | 'volumes':[{'name':'v','efsVolumeConfiguration':{'fileSystemId':'fs-1','rootDirectory':'/'}}]
            1.3 s3files rootDirectory D     | 'volumes':[{'name':'v','s3filesVolumeConfiguration':{'fileSystemArn':'a'}}] | 'volumes':[{'name':'v','s3filesVolumeConfiguration':{'fileSystemArn':'a','rootDirectory':'/'}}]
            1.3 taskRoleArn D               | 'taskRoleArn':'short'             | 'taskRoleArn':'short'
            """)
    void aTaskDefinition(String source, String given, String expected) {
        assertShows(json(register(TASK.formatted(given.equals("''") ? "" : given + ","))), expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1.4 image L                     | 'user':'u'                        | 'image':'i'
            1.4 cpu L, S 48/50              | 'user':'u'                        | 'cpu':0
            1.4 memory L                    | 'user':'u'                        | 'memoryReservation':null
            1.4 essential L, S 50/50        | 'user':'u'                        | 'essential':true
            1.4 protocol L, S 55/55         | 'portMappings':[{'containerPort':80}] | 'portMappings':[{'containerPort':80,'hostPort':80,'protocol':'tcp'}]
            1.4 hostPort range C            | 'portMappings':[{'containerPortRange':'80-81'}] | 'portMappings':[{'protocol':'tcp','containerPortRange':'80-81'}]
            1.4 name, appProtocol L         | 'portMappings':[{'containerPort':80,'name':'n','appProtocol':'http'}] | 'portMappings':[{'containerPort':80,'hostPort':80,'protocol':'tcp','name':'n','appProtocol':'http'}]
            1.4 secrets C                   | 'secrets':[{'name':'A','valueFrom':'short'}] | 'secrets':[{'name':'A','valueFrom':'short'}]
            1.4 environmentFiles L          | 'environmentFiles':[{'value':'z','type':'s3'},{'value':'a','type':'s3'}] | 'environmentFiles':[{'value':'z','type':'s3'},{'value':'a','type':'s3'}]
            R0 stored when sent S           | 'environmentFiles':[],'ulimits':[],'dockerLabels':{} | 'environmentFiles':[],'ulimits':[],'dockerLabels':{}
            R0 unasked L                    | 'user':'u'                        | 'environment':[],'mountPoints':[],'volumesFrom':[],'portMappings':[],'systemControls':[]
            R0a C                           | 'command':[''],'environment':[{'name':'A','value':''}] | 'command':[''],'environment':[{'name':'A','value':''}]
            R0e C                           | 'dockerLabels':{'Com.X':'1','com.x':'2'} | 'dockerLabels':{'Com.X':'1','com.x':'2'}
            1.4 links L                     | 'links':['b','a']                 | 'links':['a','b']
            1.4 systemControls L            | 'systemControls':[{'namespace':'z','value':'1'},{'namespace':'a','value':'2'}] | 'systemControls':[{'namespace':'z','value':'1'},{'namespace':'a','value':'2'}]
            1.4 ulimits L                   | 'ulimits':[{'name':'nofile','softLimit':1,'hardLimit':2},{'name':'core','softLimit':1,'hardLimit':2}] | 'ulimits':[{'name':'nofile','softLimit':1,'hardLimit':2},{'name':'core','softLimit':1,'hardLimit':2}]
            1.4 extraHosts L                | 'extraHosts':[{'hostname':'z','ipAddress':'1'},{'hostname':'a','ipAddress':'2'}] | 'extraHosts':[{'hostname':'z','ipAddress':'1'},{'hostname':'a','ipAddress':'2'}]
            1.4 capabilities L, C           | 'linuxParameters':{'capabilities':{'add':['Z','A']}} | 'linuxParameters':{'capabilities':{'add':['Z','A'],'drop':[]},'devices':[],'tmpfs':[]}
            1.4 devices, tmpfs L            | 'linuxParameters':{}              | 'linuxParameters':{'devices':[],'tmpfs':[]}
            1.4 initProcessEnabled D        | 'linuxParameters':{'maxSwap':1}   | 'linuxParameters':{'devices':[],'tmpfs':[],'maxSwap':1}
            1.4 command, dns L              | 'entryPoint':['z','a'],'dnsServers':['z','a'],'dnsSearchDomains':['z','a'],'dockerSecurityOptions':['z','a'] | 'entryPoint':['z','a'],'dnsServers':['z','a'],'dnsSearchDomains':['z','a'],'dockerSecurityOptions':['z','a']
            1.4 healthCheck L, S 11/11      | 'healthCheck':{'command':['x']}   | 'healthCheck':{'command':['x'],'interval':30,'timeout':5,'retries':3}
            1.4 healthCheck.startPeriod D   | 'healthCheck':{'command':['x'],'interval':9,'timeout':8,'retries':7,'startPeriod':60} | 'healthCheck':{'command':['x'],'interval':9,'timeout':8,'retries':7,'startPeriod':60}
            1.4 logConfiguration.options C  | 'logConfiguration':{'logDriver':'syslog','options':{'aB':'c'}} | 'logConfiguration':{'logDriver':'syslog','options':{'aB':'c'}}
            1.4 options.mode D              | 'logConfiguration':{'logDriver':'syslog'} | 'logConfiguration':{'logDriver':'syslog'}
            1.4 secretOptions L, S 18/47    | 'logConfiguration':{'logDriver':'syslog','secretOptions':[]} | 'logConfiguration':{'logDriver':'syslog','secretOptions':[]}
            1.4 restartPolicy D             | 'restartPolicy':{'enabled':true}  | 'restartPolicy':{'enabled':true}
            1.4 versionConsistency S        | 'user':'u'                        | 'versionConsistency':null
            1.4 startTimeout D              | 'user':'u'                        | 'startTimeout':null,'stopTimeout':null
            1.4 privileged inf              | 'user':'u'                        | 'privileged':null,'interactive':null,'pseudoTerminal':null,'readonlyRootFilesystem':null,'disableNetworking':null
            1.4 hostname, user L            | 'hostname':'h','user':'u','workingDirectory':'/w' | 'hostname':'h','user':'u','workingDirectory':'/w'
            """)
    void aContainer(String source, String given, String expected) {
        Map<String, JsonNode> definition = json(register(CONTAINER.formatted("'networkMode':'awsvpc'", "," + given)));

        assertShows(definition.get("containerDefinitions").asArray().get(0).asObject(), expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1.5 taskDefinition D            | 'user':0                          | 'taskDefinition':'arn:aws:ecs:eu-west-1:123456789012:task-definition/bridged:1'
            1.5 launchType D                | 'user':0                          | 'launchType':'EC2'
            1.5 schedulingStrategy L, S     | 'user':0                          | 'schedulingStrategy':'REPLICA'
            1.5 platformVersion L           | 'user':0                          | 'platformVersion':null
            1.5 capacityProviderStrategy D  | 'capacityProviderStrategy':[{'capacityProvider':'p'}] | 'capacityProviderStrategy':[{'capacityProvider':'p','weight':0,'base':0}],'launchType':null
            1.5 deploymentController L      | 'user':0                          | 'deploymentController':{'type':'ECS'}
            1.5 gracePeriod L, S 8/8        | 'user':0                          | 'healthCheckGracePeriodSeconds':0
            1.5 managed tags, exec L        | 'user':0                          | 'enableECSManagedTags':false,'enableExecuteCommand':false
            1.5 propagateTags S 18/22       | 'user':0                          | 'propagateTags':'NONE'
            1.5 rebalancing D               | 'user':0                          | 'availabilityZoneRebalancing':'ENABLED'
            1.5 role L                      | 'user':0                          | 'roleArn':'arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'
            1.5 placementStrategy C         | 'placementStrategy':[{'type':'spread','field':'host'},{'type':'binpack','field':'cpu'}] | 'placementStrategy':[{'type':'spread','field':'instanceId'},{'type':'binpack','field':'CPU'}]
            1.5 placementConstraints C      | 'placementConstraints':[{'type':'distinctInstance'}] | 'placementConstraints':[{'type':'distinctInstance'}]
            1.5 loadBalancers L             | 'loadBalancers':[{'targetGroupArn':'a','containerName':'app','containerPort':8080},{'targetGroupArn':'b','containerName':'app','containerPort':80}] | 'loadBalancers':[{'targetGroupArn':'a','containerName':'app','containerPort':8080},{'targetGroupArn':'b','containerName':'app','containerPort':80}]
            8.3 always S                    | 'user':0                          | 'loadBalancers':[],'placementConstraints':[],'placementStrategy':[],'serviceRegistries':[]
            8.3 2025 S                      | 'user':0                          | 'resourceManagementType':'CUSTOMER'
            1.5 tags C                      | 'user':0                          | 'networkConfiguration':null
            """)
    void aService(String source, String given, String expected) {
        Service created = create("{'serviceName':'s','taskDefinition':'bridged','desiredCount':1," + given + "}");

        assertShows(json(created), expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1.5 deploymentConfiguration L   | 'user':0                          | 'maximumPercent':200,'minimumHealthyPercent':100,'strategy':'ROLLING','bakeTimeInMinutes':0
            1.5 circuit breaker L CRD 653   | 'user':0                          | 'deploymentCircuitBreaker':{'enable':false,'rollback':false,'resetOnHealthyTask':true,'thresholdConfiguration':{'type':'BOUNDED_PERCENT','value':50}}
            1.5 linear D, L                 | 'strategy':'LINEAR'               | 'linearConfiguration':{'stepPercent':10.0,'stepBakeTimeInMinutes':6}
            1.5 canary D, L                 | 'strategy':'CANARY'               | 'canaryConfiguration':{'canaryPercent':5.0,'canaryBakeTimeInMinutes':10}
            1.5 lifecycleHooks D, L         | 'lifecycleHooks':[{'hookTargetArn':'a'}] | 'lifecycleHooks':[{'targetType':'AWS_LAMBDA','hookTargetArn':'a','timeoutConfiguration':{'timeoutInMinutes':1440,'action':'ROLLBACK'}}]
            2 hook timeout, partial L       | 'lifecycleHooks':[{'hookTargetArn':'a','timeoutConfiguration':{'timeoutInMinutes':5}}] | 'lifecycleHooks':[{'targetType':'AWS_LAMBDA','hookTargetArn':'a','timeoutConfiguration':{'timeoutInMinutes':5,'action':'ROLLBACK'}}]
            """)
    void aDeploymentConfiguration(String source, String given, String expected) {
        Service created = create("{'serviceName':'s','taskDefinition':'bridged','desiredCount':1,"
                + "'deploymentConfiguration':{" + given + "}}");

        assertShows(json(created).get("deploymentConfiguration").asObject(), expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1.5 discoveryName L             | 'serviceConnectConfiguration':{'enabled':true,'services':[{'portName':'p','clientAliases':[{'port':80}]}]} | 'serviceConnectConfiguration':{'enabled':true,'namespace':'internal','services':[{'portName':'p','discoveryName':'p','clientAliases':[{'port':80,'dnsName':'p.internal'}]}]}
            1.5 namespace as declared L     | 'serviceConnectConfiguration':{'enabled':true,'namespace':'arn:x/y'} | 'serviceConnectConfiguration':{'enabled':true,'namespace':'arn:x/y'}
            1.5 vpcLattice C                | 'vpcLatticeConfigurations':[{'portName':'p','targetGroupArn':'t','roleArn':'r'}] | 'vpcLatticeConfigurations':[{'roleArn':'r','targetGroupArn':'t','portName':'p'}]
            1.5 platformVersion L           | 'launchType':'FARGATE'            | 'platformVersion':'1.4.0','platformFamily':'Linux'
            1.5 assignPublicIp, groups L    | 'launchType':'FARGATE'            | 'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1'],'securityGroups':[],'assignPublicIp':'DISABLED'}}
            """)
    void aPrimaryDeployment(String source, String given, String expected) {
        Service created = create("{'serviceName':'s','taskDefinition':'web','desiredCount':1,'cluster':'connected',"
                + "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1']}}," + given + "}");

        assertShows(json(created.deployments().get(0)), expected);
    }

    @ParameterizedTest(name = "{0}: {1} starts {3} more")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2 L placementConstraints        | 'placementConstraints':[]         | 'placementConstraints':[]               | 0
            2 L placementStrategy           | 'placementStrategy':[]            | 'placementStrategy':[]                  | 0
            2 L loadBalancers               | 'loadBalancers':[],'healthCheckGracePeriodSeconds':0 | 'loadBalancers':[],'healthCheckGracePeriodSeconds':0 | 1
            2 L serviceRegistries           | 'serviceRegistries':[]            | 'serviceRegistries':[]                  | 1
            2 L capacityProviderStrategy    | 'capacityProviderStrategy':[]     | 'capacityProviderStrategy':null,'launchType':'EC2' | 0
            2 L propagateTags               | 'propagateTags':'NONE'            | 'propagateTags':'NONE'                  | 0
            2 L flags                       | 'enableECSManagedTags':false,'enableExecuteCommand':false | 'enableECSManagedTags':false,'enableExecuteCommand':false | 0
            2 D omitted keeps               | 'desiredCount':3                  | 'propagateTags':'SERVICE','enableECSManagedTags':true,'desiredCount':3 | 0
            2 C serviceConnect              | 'serviceConnectConfiguration':{'enabled':false} | 'propagateTags':'SERVICE' | 1
            2 C vpcLattice                  | 'vpcLatticeConfigurations':[]     | 'propagateTags':'SERVICE'               | 1
            2 C volumeConfigurations        | 'volumeConfigurations':[]         | 'propagateTags':'SERVICE'               | 0
            2 consequence 1, unchanged      | 'serviceRegistries':[{'registryArn':'r'}] | 'serviceRegistries':[{'registryArn':'r'}] | 0
            3 create-only D                 | 'launchType':'FARGATE','schedulingStrategy':'DAEMON','role':'r' | 'launchType':null,'schedulingStrategy':'REPLICA' | 0
            3 starts D taskDefinition       | 'taskDefinition':'bridged:2'      | 'taskDefinition':'arn:aws:ecs:eu-west-1:123456789012:task-definition/bridged:2' | 1
            3 starts D serviceRegistries    | 'serviceRegistries':[{'registryArn':'q'}] | 'serviceRegistries':[{'registryArn':'q'}] | 1
            3 starts D forceNewDeployment   | 'forceNewDeployment':true         | 'propagateTags':'SERVICE'               | 1
            3 in place D                    | 'deploymentConfiguration':{'maximumPercent':300} | 'propagateTags':'SERVICE'  | 0
            3 in place D                    | 'availabilityZoneRebalancing':'DISABLED' | 'availabilityZoneRebalancing':'DISABLED' | 0
            3 in place D                    | 'healthCheckGracePeriodSeconds':9 | 'healthCheckGracePeriodSeconds':9       | 0
            3 only new tasks D              | 'propagateTags':'TASK_DEFINITION' | 'propagateTags':'TASK_DEFINITION'       | 0
            3 only new tasks D              | 'capacityProviderStrategy':[{'capacityProvider':'q','weight':1}] | 'capacityProviderStrategy':[{'capacityProvider':'q','weight':1,'base':0}] | 0
            3 only new tasks inf            | 'placementStrategy':[{'type':'random'}] | 'placementStrategy':[{'type':'random'}] | 0
            """)
    void anUpdate(String source, String given, String expected, int deployments) {
        register("{'family':'bridged','containerDefinitions':[{'name':'app','image':'2','memory':64,"
                + "'portMappings':[{'containerPort':8080}]}]}");
        create("""
                {'serviceName':'s','taskDefinition':'bridged:1','desiredCount':1,'propagateTags':'SERVICE',
                 'enableECSManagedTags':true,'enableExecuteCommand':true,'healthCheckGracePeriodSeconds':7,
                 'capacityProviderStrategy':[{'capacityProvider':'p','weight':1}],
                 'loadBalancers':[{'targetGroupArn':'a','containerName':'app','containerPort':8080}],
                 'serviceRegistries':[{'registryArn':'r'}],'placementConstraints':[{'type':'distinctInstance'}],
                 'placementStrategy':[{'type':'spread','field':'host'}],
                 'serviceConnectConfiguration':{'enabled':true,'namespace':'n'},
                 'vpcLatticeConfigurations':[{'portName':'p','targetGroupArn':'t','roleArn':'r'}]}
                """);
        ecs.settle();
        UpdateServiceRequest update = ShapeJson.read(node("{" + given + "}"), UpdateServiceRequest.builder());

        UpdateServiceResponse answer = ecs.call(update.toBuilder().service("s").build());

        assertShows(json(answer.service()), expected);
        assertThat(ecs.deployments("s")).hasSize(1 + deployments);
    }

    /** An empty list and a member that is not there are one (R0) only where nothing is expected. */
    private static void assertShows(Map<String, JsonNode> shown, String expected) {
        node("{" + expected + "}").asObject().forEach((member, value) -> {
            if (value.isNull()) {
                assertThat(shown).doesNotContainKey(member);
            } else {
                assertThat(shown).containsEntry(member, value);
            }
        });
    }

    private SdkPojo register(String json) {
        return ecs.register(
                ShapeJson.<RegisterTaskDefinitionRequest>read(node(json), RegisterTaskDefinitionRequest.builder()));
    }

    private Service create(String json) {
        return ecs.create(ShapeJson.<CreateServiceRequest>read(node(json), CreateServiceRequest.builder()));
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
