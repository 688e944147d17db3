package io.github.ecsmaven.descriptor.imported;

import static io.github.ecsmaven.descriptor.imported.Imports.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class TaskDefinitionImportTest {
    private static final String LEAST = """
            version: 1
            region: eu-west-1
            cluster: shop
            identity:
              roleArn: arn:aws:iam::111122223333:role/deployer
            taskDefinition:
              family: shop
              requiresCompatibilities: [FARGATE]
              networkMode: awsvpc
              cpu: 256
              memory: 512
              containerDefinitions:
                - name: web
                  image: nginx
            """;

    @TempDir
    private Path directory;

    @Test
    void anAnswerBecomesTheLeastThatSaysTheSame() {
        String answer = """
                {"taskDefinition": {
                  "taskDefinitionArn": "arn:aws:ecs:us-east-1:111122223333:task-definition/shop:7", "family": "shop", "revision": 7,
                  "status": "ACTIVE", "requiresAttributes": [{"name": "ecs.capability.execution-role-awslogs"}],
                  "compatibilities": ["EC2", "FARGATE"], "registeredAt": 1735689600.123, "registeredBy": "arn:aws:iam::1:root",
                  "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
                  "volumes": [], "placementConstraints": [], "enableFaultInjection": false,
                  "containerDefinitions": [{"name": "web", "image": "nginx", "cpu": 0, "essential": true, "portMappings": [],
                    "environment": [], "mountPoints": [], "volumesFrom": [], "systemControls": [], "dockerLabels": {}}]},
                 "tags": []}
                """;
        assertThat(new Imports(directory).file("task.json", answer).imported())
                .isEqualTo(new ImportedDescriptor("shop", LEAST, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tags': [],",
                "'volumes': null,",
                "'taskRoleArn': null, 'pidMode': '', 'ipcMode': null,",
                "'runtimePlatform': {},",
                "'runtimePlatform': {'operatingSystemFamily': 'LINUX', 'cpuArchitecture': 'X86_64'},",
                "'tags': [{'key': 'aws:cloudformation:stack-id', 'value': 'x'}, {'key': 'ecs:createdFrom', 'value': 'y'}],",
                "'revision': 3, 'status': 'INACTIVE', 'deregisteredAt': {'__class__': 'datetime', 'year': 2020},",
            })
    void whatSaysNothingIsLeftOutOfATask(String members) {
        assertThat(text(task(members.replace('\'', '"'), ""))).isEqualTo(LEAST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'command': [], 'entryPoint': null, 'links': [null],",
                "'environment': [], 'secrets': [], 'ulimits': [{}],",
                "'linuxParameters': {'capabilities': {'add': [], 'drop': []}, 'devices': [], 'initProcessEnabled': false},",
                "'healthCheck': null, 'logConfiguration': {}, 'dockerLabels': {},",
                "'user': '', 'hostname': '', 'workingDirectory': '',",
                "'cpu': 0, 'memory': 0, 'essential': true, 'privileged': false, 'versionConsistency': 'enabled',",
            })
    void whatSaysNothingIsLeftOutOfAContainer(String members) {
        assertThat(text(task("", members.replace('\'', '"')))).isEqualTo(LEAST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${HOME} and $${HOME}",
                "#{x} %x @x `x`",
                "null",
                "~",
                "yes",
                "0x1F",
                "1_000",
                "12:30:45",
                "2001-01-01",
                "1e3",
                "h\u00e9llo \u2603 \ud83d\ude00 \u65e5\u672c",
                "a: b # c",
                "- x",
                "!tag &a *b",
                "{\"a\": {\"b\": {}}}",
                " ",
                "\\d+\\n",
                "'q'",
            })
    void aTextStaysAsItIs(String text) {
        String json = text.replace("\\", "\\\\").replace("\"", "\\\"");
        DeploymentDescriptor read = new Imports(directory)
                .file("task.json", task("", "\"environment\": [{\"name\": \"A\", \"value\": \"" + json + "\"}],"))
                .descriptor();
        Value.Structure container = (Value.Structure)
                elements(read, "containerDefinitions").elements().get(0);
        assertThat(container.members().get("environment"))
                .isEqualTo(new Value.Sequence(List.of(
                        new Value.Structure(Map.of("name", new Value.Text("A"), "value", new Value.Text(text))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0041\\u0085\\u2028", "\\ud83d\\ude00", "\\/etc\\/hosts", "a\\tb\\r\\n", "\\ufeffx"})
    void anEscapeOfJsonIsRead(String escaped) {
        String text = JsonNode.parser().parse('"' + escaped + '"').text();
        assertThat(command(escaped)).isEqualTo(new Value.Sequence(List.of(new Value.Text(text))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0085b", "a\u2028b\u2029", "\ufeffx", "\u007f"})
    void whatJsonHasInATextAndYamlHasNotIsRead(String text) {
        assertThat(command(text)).isEqualTo(new Value.Sequence(List.of(new Value.Text(text))));
    }

    private Value command(String json) {
        DeploymentDescriptor read = new Imports(directory)
                .file("task.json", task("", "\"command\": [\"" + json + "\"],"))
                .descriptor();
        Value container = elements(read, "containerDefinitions").elements().get(0);
        return ((Value.Structure) container).members().get("command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0", "128.00", "128"})
    void aWholeNumberMayHaveAFraction(String number) {
        assertThat(text(task("", "\"memory\": " + number + ","))).contains("memory: 128");
    }

    @Test
    void aTaskDefinitionWithoutContainersIsOneStill() {
        assertThat(text("{\"family\": \"shop\"}")).endsWith("taskDefinition:\n  family: shop\n");
    }

    @Test
    void whatWasLeftToBeFilledInStaysToBeSeen() {
        assertThat(text(task("\"executionRoleArn\": \"\",", "").replace("nginx", "")))
                .contains("executionRoleArn: ''", "image: ''");
    }

    @Test
    void emptyTextsThatAreValuesStay() {
        String container = """
                "environment": [{"name": "A", "value": ""}], "dockerLabels": {"a.b/C": ""}, "command": [""],
                "logConfiguration": {"logDriver": "syslog", "options": {"syslog-facility": ""}},
                """;
        assertThat(text(task("", container)))
                .contains("environment: [{name: A, value: ''}]")
                .contains("a.b/C: ''", "command: ['']", "syslog-facility: ''");
    }

    @Test
    void tagsStandBesideADescribedTaskDefinition() {
        String tags = "{\"taskDefinition\": " + task() + ", \"tags\": [{\"key\": \"team\", \"value\": \"shop\"}]}";
        assertThat(text(tags)).contains("tags: [{key: team, value: shop}]");
    }

    @Test
    void aMemberThatIsNotKnownIsSaid() {
        ImportedDescriptor imported = new Imports(directory)
                .file("task.json", task("\"warpDrive\": 9,", "\"newest\": {\"a\": 1},"))
                .imported();
        assertThat(imported.notes())
                .containsExactly(
                        "taskDefinition.warpDrive in task.json:2:1 is not known to this version of the AWS SDK and is not"
                                + " carried over",
                        "taskDefinition.containerDefinitions[web].newest in task.json:2:58 is not known to this version of"
                                + " the AWS SDK and is not carried over");
        assertThat(imported.text()).contains("# taskDefinition.warpDrive in task.json:2:1 is not known");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"essential\": \"true\",|essential in task.json:2:56 is not",
                "\"portMappings\": [{\"containerPort\": \"80\"}],|portMappings[80].containerPort in task.json:2:78 is not",
                "\"environment\": {\"A\": \"1\"},|environment in task.json:2:58 is not",
            })
    void aValueOfAnotherTypeIsSaid(String container, String note) {
        assertThat(new Imports(directory)
                        .file("task.json", task("", container))
                        .imported()
                        .notes())
                .singleElement()
                .asString()
                .contains("containerDefinitions[web]." + note)
                .endsWith("is not carried over");
    }

    @Test
    void whatAnArnTellsIsNotAskedFor() {
        String answer = "{\"taskDefinition\": "
                + task("\"taskDefinitionArn\": \"arn:aws:ecs:us-east-1:111122223333:task-definition/shop:7\",", "")
                + "}";
        ImportedDescriptor imported = new Imports(directory)
                .target(Importer.Target.unknown())
                .file("task.json", answer)
                .imported();
        assertThat(imported.text())
                .contains("region: us-east-1")
                .contains("#   roleArn: arn:aws:iam::111122223333:role/shop-deployer")
                .doesNotContain("# region", "cluster");
    }

    @Test
    void whatNothingTellsIsSuggested() {
        String text = new Imports(directory)
                .target(Importer.Target.unknown())
                .file("task.json", task())
                .imported()
                .text();
        assertThat(text).contains("# Fill in and uncomment:", "# region: eu-west-1", "# identity:");
    }

    private String text(String json) {
        return new Imports(directory).file("task.json", json).imported().text();
    }

    private static Value.Sequence elements(DeploymentDescriptor descriptor, String member) {
        return (Value.Sequence) descriptor.taskDefinition().members().get(member);
    }
}
