package io.github.ecsmaven.descriptor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.source.SourcePosition;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    @Test
    void problemsAreNumberedAndShownWithTheirLineAndCure() {
        Problem unknown = new Problem(
                ProblemId.UNKNOWN_KEY,
                new SourcePosition("src/main/ecs/shop.yaml", 12, 7),
                KeyedPath.of("taskDefinition")
                        .member("containerDefinitions")
                        .key("app")
                        .member("imge"),
                "There is no `imge` in `taskDefinition.containerDefinitions[app]`",
                "Did you mean `image`?",
                "    - imge: nginx");
        Problem missing = new Problem(
                ProblemId.REGION_MISSING,
                new SourcePosition("src/main/ecs/shop.yaml", 1, 1),
                KeyedPath.of("region"),
                "No AWS Region is given",
                "Add `region: eu-west-1` to the descriptor, or give -Decs.region",
                null);
        Problem noFile = new Problem(
                ProblemId.UNREADABLE_FILE, null, KeyedPath.root(), "It cannot be read", "Check its name", null);

        assertThat(ProblemText.of(List.of(unknown, missing, noFile))).isEqualTo("""
                        3 problems in the descriptor

                        1. descriptor
                           It cannot be read
                           Check its name
                           [ECS001]

                        2. src/main/ecs/shop.yaml:1:1  region
                           No AWS Region is given
                           Add `region: eu-west-1` to the descriptor, or give -Decs.region
                           [ECS034]

                        3. src/main/ecs/shop.yaml:12:7  taskDefinition.containerDefinitions[app].imge
                           There is no `imge` in `taskDefinition.containerDefinitions[app]`
                            12 |     - imge: nginx
                               |       ^
                           Did you mean `image`?
                           [ECS010]""");
    }

    @Test
    void tabsBeforeTheCaretStayTabs() {
        Problem problem = new Problem(
                ProblemId.NOT_YAML, new SourcePosition("a.yaml", 2, 3), KeyedPath.root(), "Bad", "Mend it", "\tax");

        assertThat(ProblemText.of(List.of(problem))).isEqualTo("""
                        1 problem in the descriptor

                        1. a.yaml:2:3
                           Bad
                            2 | \tax
                              | \t ^
                           Mend it
                           [ECS002]""");
    }
}
