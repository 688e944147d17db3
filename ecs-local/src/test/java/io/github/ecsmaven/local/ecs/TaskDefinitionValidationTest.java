package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

/** What RegisterTaskDefinition refuses, with AWS's words. */
class TaskDefinitionValidationTest {
    private static final String C = "'name':'c','image':'i','memory':64";
    private static final String FARGATE = "'family':'f','requiresCompatibilities':['FARGATE'],'networkMode':'awsvpc',";
    private static final String ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/x:1";

    private final LocalEcs ecs = new LocalEcs();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'containerDefinitions':[{C}]                                                       | Family can not be blank.
            'family':'a b','containerDefinitions':[{C}]                                        | Family contains invalid characters.
            'family':'f'                                                                       | Container list cannot be empty.
            'family':'f','containerDefinitions':[]                                             | Container list cannot be empty.
            'family':'f','containerDefinitions':[{'image':'i','memory':64}]                    | Container.name should not be null or empty.
            'family':'f','containerDefinitions':[{'name':'a.b','image':'i','memory':64}]       | Container.name contains invalid characters.
            'family':'f','containerDefinitions':[{'name':'c','memory':64}]                     | Container.image should not be null or empty.
            'family':'f','containerDefinitions':[{'name':'c','image':'a b','memory':64}]       | Container.image contains invalid characters.
            'family':'f','containerDefinitions':[{C},{C}]                                      | Container names must be unique within a Task Definition.
            'family':'f','containerDefinitions':[{C,'essential':false}]                        | Task definition doesn't have any essential container.
            'family':'f','containerDefinitions':[{'name':'c','image':'i'}]                     | Invalid setting for container 'c'. At least one of 'memory' or 'memoryReservation' must be specified.
            'family':'f','containerDefinitions':[{'name':'c','image':'i','memory':64,'memoryReservation':65}] | Invalid setting for container 'c'. The 'memory' value must be greater than or equal to the 'memoryReservation' value.
            'family':'f','cpu':'256','containerDefinitions':[{C,'cpu':257}]                    | The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.
            'family':'f','cpu':'much','containerDefinitions':[{C}]                             | Invalid 'cpu' setting for task.
            'family':'f','memory':'1.0001GB','containerDefinitions':[{C}]                      | Invalid 'memory' setting for task.
            'family':'f','networkMode':'awsvpc','containerDefinitions':[{C,'portMappings':[{'containerPort':80,'hostPort':81}]}] | When networkMode=awsvpc, the host ports and container ports in port mappings must match.
            'family':'f','containerDefinitions':[{C,'portMappings':[{'hostPort':81}]}]         | Invalid 'containerPort' setting for container 'c'.
            'family':'f','containerDefinitions':[{C,'portMappings':[{'containerPort':65536}]}] | Invalid 'containerPort' setting for container 'c'.
            'family':'f','containerDefinitions':[{C,'portMappings':[{'containerPort':1,'hostPort':-1}]}] | Invalid 'hostPort' setting for container 'c'.
            'family':'f','containerDefinitions':[{C,'dependsOn':[{'containerName':'d','condition':'START'}]}] | Cannot depend on container + 'd' because it does not exist
            'family':'f','containerDefinitions':[{C,'dependsOn':[{'containerName':'d','condition':'SUCCESS'}]},{'name':'d','image':'i','memory':64}] | A dependency container with SUCCESS or COMPLETE condition cannot be an essential container
            'family':'f','containerDefinitions':[{C,'dependsOn':[{'containerName':'d','condition':'START'}]},{'name':'d','image':'i','memory':64,'dependsOn':[{'containerName':'c','condition':'START'}]}] | Container dependencies (dependsOn) should not have a cycle
            'family':'f','containerDefinitions':[{C,'links':['d:x']},{'name':'d','image':'i','memory':64,'links':['c']}] | Container links should not have a cycle
            F'cpu':'256','memory':'512','ephemeralStorage':{'sizeInGiB':20},'containerDefinitions':[{C}] | Invalid 'ephemeralStorage' setting: sizeInGiB must be between 21 and 200.
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'stopTimeout':121}]         | Invalid 'stopTimeout' setting for container 'c': on Fargate it is at most 120 seconds.
            F'cpu':'256','memory':'512','placementConstraints':[{'type':'memberOf','expression':'a'}],'containerDefinitions':[{C}] | Fargate compatible task definitions do not support placementConstraints
            F'cpu':'256','memory':'512','pidMode':'host','containerDefinitions':[{C}]          | Fargate compatible task definitions do not support pidMode host
            F'cpu':'256','memory':'512','ipcMode':'host','containerDefinitions':[{C}]          | Fargate compatible task definitions do not support ipcMode
            F'cpu':'256','memory':'512','volumes':[{'name':'v','host':{'sourcePath':'/a'}}],'containerDefinitions':[{C}] | host.sourcePath should not be set for volumes in Fargate.
            F'cpu':'256','memory':'512','volumes':[{'name':'v','dockerVolumeConfiguration':{}}],'containerDefinitions':[{C}] | Fargate compatible task definitions do not support dockerVolumeConfiguration
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'privileged':true}]         | Fargate compatible task definitions do not support privileged
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'dockerSecurityOptions':['a']}] | Fargate compatible task definitions do not support dockerSecurityOptions
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'linuxParameters':{'devices':[{'hostPath':'/a'}]}}] | Fargate compatible task definitions do not support devices
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'linuxParameters':{'sharedMemorySize':1}}] | Fargate compatible task definitions do not support sharedMemorySize
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'linuxParameters':{'maxSwap':1}}] | Fargate compatible task definitions do not support maxSwap
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'resourceRequirements':[{'type':'GPU','value':'1'}]}] | Tasks using the Fargate launch type do not support GPU resource requirements.
            'family':'f','containerDefinitions':[{'name':'c','image':'i','memory':0}]          | Invalid 'memory' setting for container 'c'.
            'family':'f','containerDefinitions':[{C,'dependsOn':[{'containerName':'d'}]}]      | 1 validation error detected: Value null at 'containerDefinitions.1.member.dependsOn.1.member.condition' failed to satisfy constraint: Member must not be null
            'family':'f','containerDefinitions':[{C,'logConfiguration':{'options':{}}}]        | 1 validation error detected: Value null at 'containerDefinitions.1.member.logConfiguration.logDriver' failed to satisfy constraint: Member must not be null
            'family':'f','containerDefinitions':[{C,'environmentFiles':[{'type':'s3'}]}]       | 1 validation error detected: Value null at 'containerDefinitions.1.member.environmentFiles.1.member.value' failed to satisfy constraint: Member must not be null
            'family':'f','tags':[{'key':'a#b'}],'containerDefinitions':[{C}]                   | 1 validation error detected: Value 'a#b' at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: ([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)
            'family':'f','containerDefinitions':[{C,'mountPoints':[{'sourceVolume':'v','containerPath':'/v'}]}] | Unknown volume 'v'.
            'family':'f','containerDefinitions':[{C,'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'g'}}}] | Log driver awslogs requires options: awslogs-region
            'family':'f','networkMode':'bridged','containerDefinitions':[{C}]                  | Invalid 'networkMode' setting: bridged
            'family':'f','requiresCompatibilities':['LAMBDA'],'containerDefinitions':[{C}]     | Invalid 'requiresCompatibilities' setting: LAMBDA
            'family':'f','containerDefinitions':[{C,'portMappings':[{'containerPort':1,'protocol':'icmp'}]}] | Invalid 'containerDefinitions.portMappings.protocol' setting: icmp
            'family':'f','taskRoleArn':'','containerDefinitions':[{C}]                         | Role is not valid
            'family':'f','executionRoleArn':'','containerDefinitions':[{C}]                    | Role is not valid
            'family':'f','tags':[],'containerDefinitions':[{C}]                                | Tags can not be empty.
            'family':'f','volumes':[{'name':'v'},{'name':'v'}],'containerDefinitions':[{C}]    | Volume names must be unique within a Task Definition.
            'family':'f','volumes':[{'name':'v','efsVolumeConfiguration':{'fileSystemId':'fs-1','rootDirectory':'/x','authorizationConfig':{'accessPointId':'fsap-1'}}}],'containerDefinitions':[{C}] | If an access point is specified in the authorizationConfig, the root directory value must either be omitted or set to /.
            'family':'f','requiresCompatibilities':['FARGATE'],'cpu':'256','memory':'512','containerDefinitions':[{C}] | Fargate only supports network mode ‘awsvpc’.
            F'memory':'512','containerDefinitions':[{C}]                                       | Fargate requires that 'cpu' be defined at the task level.
            F'cpu':'256','containerDefinitions':[{C}]                                          | Fargate requires that 'memory' be defined at the task level.
            F'cpu':'256','memory':'512','containerDefinitions':[{'name':'c','image':'ECR'}]    | Fargate requires task definition to have execution role ARN to support ECR images.
            F'cpu':'256','memory':'512','containerDefinitions':[{C,'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'g','awslogs-region':'r'}}}] | Fargate requires task definition to have execution role ARN to support log driver awslogs.
            """)
    void isRefused(String request, String message) {
        ApiException refusal = refusal(read("{" + request.replace("F'", FARGATE + "'") + "}"));

        assertThat(refusal.code()).isEqualTo("ClientException");
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "256,512",
        "256,1024",
        "256,2048",
        "512,1024",
        "512,4096",
        "1024,2048",
        "1024,8192",
        "2048,4096",
        "2048,16384",
        "4096,8192",
        "4096,30720",
        "8192,16384",
        "8192,20480",
        "8192,61440",
        "16384,32768",
        "16384,122880",
        "1 vCPU,2GB"
    })
    void fargateHasTheseSizes(String cpu, String memory) {
        assertThat(ecs.register(LocalEcs.onFargate("f", "i")
                                .cpu(cpu)
                                .memory(memory)
                                .build())
                        .status())
                .hasToString("ACTIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "256,1536",
        "256,4096",
        "512,512",
        "512,1536",
        "1024,1024",
        "2048,2048",
        "4096,4096",
        "4096,32768",
        "8192,17408",
        "8192,65536",
        "16384,36864",
        "300,512",
        "32,512"
    })
    void fargateHasNoOtherSizes(String cpu, String memory) {
        ApiException refusal =
                refusal(LocalEcs.onFargate("f", "i").cpu(cpu).memory(memory).build());

        assertThat(refusal)
                .hasMessage("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                        + " memory. See the Amazon ECS documentation for the valid values.");
    }

    /** awsdocs/amazon-ecs-developer-guide #149 and hashicorp/terraform-provider-aws #22629 have the words. */
    @Test
    void aDefinitionAndAnImageHaveTheirGreatestLength() {
        assertThat(refusal(LocalEcs.onFargate("f", "i".repeat(256)).build()))
                .hasMessage("Container.image should be 255 characters or less.");
        RegisterTaskDefinitionRequest long64 = LocalEcs.onFargate("f", "i")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("c")
                        .image("i")
                        .command("x".repeat(65536))
                        .build())
                .build();
        assertThat(refusal(long64).code()).isEqualTo("ClientException");
        assertThat(refusal(long64))
                .hasMessageMatching("Actual length: '65\\d{3}'\\. Max allowed length is '65536' bytes\\.");
    }

    @Test
    void moreThanTenContainersAreTooMany() {
        RegisterTaskDefinitionRequest request = LocalEcs.onFargate("f", "i")
                .containerDefinitions(IntStream.rangeClosed(0, 10)
                        .mapToObj(i -> ContainerDefinition.builder()
                                .name("c" + i)
                                .image("i")
                                .build())
                        .toList())
                .build();

        assertThat(refusal(request)).hasMessage("Too many containers.");
    }

    @ParameterizedTest
    @CsvSource({"aws:x,v", "'',v", "k,too long"})
    void tagsHaveTheirOwnRules(String key, String value) {
        String longEnough = value.equals("v") ? value : "x".repeat(257);
        RegisterTaskDefinitionRequest request = LocalEcs.onFargate("f", "i")
                .tags(Tag.builder().key(key).value(longEnough).build())
                .build();

        assertThat(refusal(request).code()).isEqualTo("ClientException");
    }

    @Test
    void aRefusedDefinitionTakesNoRevision() {
        refusal(LocalEcs.onFargate("f", "i").cpu("1").build());

        assertThat(ecs.register("f", "i").revision()).isEqualTo(1);
    }

    private ApiException refusal(RegisterTaskDefinitionRequest request) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> ecs.register(request));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static RegisterTaskDefinitionRequest read(String json) {
        String full =
                json.replace("{C", "{" + C).replace("'ECR'", "'" + ECR + "'").replace('\'', '"');
        return ShapeJson.read(JsonNode.parser().parse(full), RegisterTaskDefinitionRequest.builder());
    }
}
