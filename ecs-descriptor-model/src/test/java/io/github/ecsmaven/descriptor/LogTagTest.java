package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two braces begin a template, except where Docker fills them in. */
class LogTagTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tag: \"{{.Name}}\"",
                "tag: 'shop/{{.ImageName}}/{{ .ID }}'",
                "tag: shop-{{.FullID}}",
                "\"tag\": \"{{.DaemonName}}\"",
                "labels: \"\\x7B{.Values.any}}\"",
            })
    void aMarkOfDockerIsNoTemplate(String option) {
        assertThat(new Descriptors(directory).problems(descriptor(option))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tag: \"{{ .Values.tag }}\"",
                "tag: \"{{.Name}}-{{ tag }}\"",
                "labels: \"{{.Name}}\"",
                "tag: {{.Name}}",
            })
    void anythingElseIs(String option) {
        assertThat(new Descriptors(directory).problems(descriptor(option)))
                .extracting(problem -> problem.id().code())
                .containsExactly("ECS019");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{.Name}}", "{{ .ID }}"})
    void elsewhereAMarkOfDockerIsOneOfATemplate(String mark) {
        assertThat(new Descriptors(directory)
                        .problems(descriptor("tag: a").replace("image: nginx", "image: '" + mark + "'")))
                .extracting(problem -> problem.id().code())
                .containsExactly("ECS019");
    }

    private static String descriptor(String option) {
        return """
                version: 1
                region: eu-west-1
                taskDefinition:
                  family: shop
                  containerDefinitions:
                    - name: app
                      image: nginx
                      memory: 128
                      logConfiguration:
                        logDriver: syslog
                        options:
                          OPTION
                """.replace("OPTION", option);
    }
}
