package io.github.ecsmaven.descriptor.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FieldRulesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "field-rules.md");
    private static final String COMMAND = "mvn -pl ecs-descriptor-model -am test -Dtest=FieldRulesPageTest"
            + " -DfieldRules.write -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void thePageIsWhatTheTableSays() throws IOException {
        String wanted = FieldRulesPage.text();
        if (System.getProperty("fieldRules.write") != null) {
            Files.writeString(PAGE, wanted);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/field-rules.md is made from field-rules.tsv. Write it anew with: " + COMMAND)
                .isEqualTo(wanted);
    }

    @Test
    void thePageTellsDefaultsWithTheirConditionsAndHowAMemberIsRemoved() {
        assertThat(FieldRulesPage.text())
                .contains("| `essential` |  | `true` |  |  |  | 1.4 |")
                .contains("the `containerPort` = `0` where `networkMode` is `awsvpc` or `host`;"
                        + " `0` where `networkMode` is `bridge` or `none` or `default`")
                .contains("| `loadBalancers` | by `targetGroupArn` or `loadBalancerName` and `containerName` and"
                        + " `containerPort` |  |  | deployment | `[]` |")
                .contains("| `monitoring` |  |  |  | deployment | no way known |")
                .contains("| `launchType` |  |  |  | replaces |  |")
                .contains("API_ContainerDefinition.html")
                .doesNotContain("| null");
    }
}
