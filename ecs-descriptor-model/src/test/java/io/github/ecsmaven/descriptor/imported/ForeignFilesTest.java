package io.github.ecsmaven.descriptor.imported;

import static io.github.ecsmaven.descriptor.imported.Imports.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other tools: what they are taken for, and what becomes of their templates. */
class ForeignFilesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "{{ must_env `TAG` }} => ${env.TAG}",
                "{{ env `TAG` `1.2` }} => ${env.TAG:-1.2}",
                "{{ env `TAG` }} => ${env.TAG:-}",
                "{{ env 'TAG' }} => ${env.TAG:-}",
                "{{ must_env \\\"TAG\\\" }} => ${env.TAG}",
                "{{- must_env `TAG` -}} => ${env.TAG}",
                "{{ ssm `/shop/tag` }} => ${ssm:/shop/tag}",
                "{{ secretsmanager_arn `tag` }} => ${secret-arn:tag}",
                "a-{{ must_env `A` }}-{{ must_env `B` }} => a-${env.A}-${env.B}",
                "{{ tfstate `aws_ecr.x['a'].url` }} => ${tfstate.aws_ecr.x.a.url}",
                "{{ env `TAG` | upper }} => ${env.TAG.upper}",
                "{{ .Name }} => ${Name}",
            })
    void aTemplateBecomesAReference(String template, String reference) {
        assertThat(image(template)).isEqualTo("image: " + reference);
    }

    @Test
    void aTemplateIsSaidWithItsPlace() {
        assertThat(new Imports(directory)
                        .file("task.json", task().replace("nginx", "web:{{ tfstate `x` }}"))
                        .imported()
                        .notes())
                .containsExactly(
                        "{{ tfstate `x` }} in task.json:2:58 cannot be carried over: define ${tfstate.x} or write the value");
    }

    @Test
    void aTemplateMayStandWhereANumberIsWanted() {
        String text = task("", "\"stopTimeout\": {{ must_env `SECONDS` }},");
        assertThat(new Imports(directory).file("task.json", text).imported().text())
                .contains("stopTimeout: ${env.SECONDS}");
    }

    @Test
    void aTemplateInANameIsSaid() {
        ImportedDescriptor imported = new Imports(directory)
                .file("task.json", task("", "\"dockerLabels\": {\"a\": \"b\", \"{{ must_env `KEY` }}\": \"c\"},"))
                .imported();
        assertThat(imported.text()).contains("dockerLabels: {a: b}");
        assertThat(imported.notes())
                .singleElement()
                .asString()
                .contains("{{ must_env `KEY` }}")
                .endsWith("has a template in its name and is not carried over");
    }

    @Test
    void whatIsBelowAContainerWithATemplatedNameIsSaidAtIt() {
        String text = task("", "\"warp\": 1,").replace("\"web\"", "\"{{ must_env `NAME` }}\"");
        assertThat(new Imports(directory).file("task.json", text).imported().notes())
                .noneMatch(note -> note.chars().anyMatch(each -> Character.getType(each) == Character.PRIVATE_USE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{.Name}}", "{{ .ImageName }}/{{.ID}}"})
    void aMarkOfDockerInTheTagOfALogStays(String tag) {
        String options = "\"logConfiguration\": {\"logDriver\": \"syslog\", \"options\": {\"tag\": \"" + tag + "\"}},";
        Imports imports = new Imports(directory).file("task.json", task("", options));
        assertThat(imports.imported().notes()).isEmpty();
        assertThat(imports.descriptor().taskDefinition().toString()).contains(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ must_env `A` }}", "{{ if x }}", "{{\\\"a\\\": \\\"b\\\"}}"})
    void nobodyFillsInTemplatesInAnAnswer(String value) {
        String answer = task(
                "\"taskDefinitionArn\": \"arn:aws:ecs:us-east-1:111122223333:task-definition/shop:7\",",
                "\"environment\": [{\"name\": \"A\", \"value\": \"" + value + "\"}], \"dockerLabels\": {\"" + value
                        + "\": \"b\"},");
        Imports imports = new Imports(directory).file("task.json", answer);
        assertThat(imports.imported().notes()).isEmpty();
        assertThat(imports.descriptor().taskDefinition().toString())
                .contains(
                        "value=Text[text=" + value.replace("\\", "") + "]", value.replace("\\", "") + "=Text[text=b]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ if eq 1 1 }}", "{{- range $x := list }}", "{{/* a comment */}}", "{{ end }}"})
    void aFileThatATemplateDecidesOnMustBeRenderedFirst(String control) {
        assertThat(new Imports(directory)
                        .file("task.json", "{ " + control + task().substring(1))
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.id().code()).isEqualTo("ECS019");
                    assertThat(problem.position()).hasToString("Optional[task.json:1:3]");
                    assertThat(problem.what()).isEqualTo("What task.json holds is decided by " + control);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task.jsonnet|{}|task.jsonnet is Jsonnet",
                "task.json|[1, 2]|task.json holds no map",
                "task.json|{\"a\": 1}|task.json holds neither a task definition nor a service",
                "task.json|{}|task.json holds neither a task definition nor a service",
                "pom.xml|<project/>|pom.xml holds no map",
            })
    void aFileOfAnotherKindIsRefused(String name, String text, String what) {
        assertThat(new Imports(directory).file(name, text).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.id().code()).isEqualTo("ECS060");
                    assertThat(problem.what()).isEqualTo(what);
                });
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(new Imports(directory)
                        .file("ecspresso.yml", "service_definition: service.json\n")
                        .problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.what()).isEqualTo("service.json cannot be read: it does not exist"));
    }

    @Test
    void aFileThatIsNoJsonIsRefusedAtItsPlace() {
        assertThat(new Imports(directory).file("task.json", "{\"family\": ]").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.position()).isPresent());
    }

    @Test
    void aConfigurationOfEcspressoNamesTheOtherFiles() {
        Imports imports = new Imports(directory)
                .target(Importer.Target.unknown())
                .file("ecspresso.yml", """
                        region: ap-northeast-1
                        cluster: blue
                        service: orders
                        task_definition: task.json
                        service_definition: service.json
                        """)
                .beside("task.json", task())
                .beside("service.json", "{\"desiredCount\": 2}");
        assertThat(imports.imported().name()).isEqualTo("orders");
        assertThat(imports.imported().text())
                .contains("region: ap-northeast-1", "cluster: blue", "serviceName: orders", "desiredCount: 2");
    }

    private String image(String value) {
        return new Imports(directory)
                .file("task.json", task().replace("nginx", value))
                .imported()
                .text()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("image:"))
                .findFirst()
                .orElse("")
                .replaceAll("[\"']", "")
                .replaceAll(" +#.*", "");
    }
}
