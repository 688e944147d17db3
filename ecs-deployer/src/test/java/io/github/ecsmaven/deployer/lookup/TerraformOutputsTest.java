package io.github.ecsmaven.deployer.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Missing;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.One;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Sensitivity;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Several;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Unusable;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerraformOutputsTest {
    private static final String OUTPUTS = """
            {
              "vpc": { "sensitive": false, "type": "string", "value": "vpc-1" },
              "count": { "sensitive": false, "type": "number", "value": 3 },
              "on": { "sensitive": false, "type": "bool", "value": true },
              "subnets": { "sensitive": false, "type": ["list", "string"], "value": ["subnet-1", "subnet,2"] },
              "ports": { "sensitive": false, "type": ["tuple", ["number"]], "value": [80, 443] },
              "none": { "sensitive": false, "type": ["list", "string"], "value": [] },
              "password": { "sensitive": true, "type": "string", "value": "hunter2" },
              "keys": { "sensitive": true, "type": ["list", "string"], "value": ["a", "b"] },
              "object": { "sensitive": false, "type": ["object", {}], "value": { "a": 1 } },
              "nested": { "sensitive": false, "type": ["list", ["list", "string"]], "value": [["a"]] },
              "null": { "sensitive": false, "type": "dynamic", "value": null }
            }
            """;

    @TempDir
    private Path directory;

    static Stream<Arguments> outputs() {
        return Stream.of(
                arguments("vpc", new One("vpc-1", Sensitivity.OPEN)),
                arguments("count", new One("3", Sensitivity.OPEN)),
                arguments("on", new One("true", Sensitivity.OPEN)),
                arguments("subnets", new Several(List.of("subnet-1", "subnet,2"), Sensitivity.OPEN)),
                arguments("ports", new Several(List.of("80", "443"), Sensitivity.OPEN)),
                arguments("none", new Several(List.of(), Sensitivity.OPEN)),
                arguments("password", new One("hunter2", Sensitivity.SECRET)),
                arguments("keys", new Several(List.of("a", "b"), Sensitivity.SECRET)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void anOutputKeepsItsForm(String output, LookupAnswer expected) throws IOException {
        assertThat(answer(OUTPUTS, output)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "nested"})
    void aMapIsNoValue(String output) throws IOException {
        assertThat(answer(OUTPUTS, output))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.what())
                                .contains("${terraform:out.json#" + output + "}", "neither a single value nor a list"));
    }

    @Test
    void anOutputThatIsNotThereIsMissingAndTheNearestIsNamed() throws IOException {
        assertThat(answer(OUTPUTS, "subnet"))
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> assertThat(missing.cure())
                                .contains("Did you mean `${terraform:out.json#subnets}`?", "password, ports"));
        assertThat(answer(OUTPUTS, "null")).isInstanceOf(Missing.class);
        assertThat(answer("{}", "vpc"))
                .isInstanceOfSatisfying(
                        Missing.class, missing -> assertThat(missing.cure()).isEqualTo("It has no outputs at all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "[]", "{\"vpc\": \"hunter2\"}", "{\"vpc\": {\"value\": \"hunter2\"}}", ""})
    void aFileOfAnotherFormIsRefusedWithoutShowingIt(String content) throws IOException {
        assertThat(answer(content, "vpc")).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.what()).contains("is not what `terraform output -json` writes");
            assertThat(unusable.cure()).contains("terraform output -json > out.json");
            assertThat(unusable.toString()).doesNotContain("hunter2");
        });
    }

    @Test
    void aFileThatIsNotThereIsMissingAndAFolderIsUnusable() {
        assertThat(answerOf(new Reference("terraform", "no.json#a"))).isInstanceOf(Missing.class);
        assertThat(answerOf(new Reference("terraform", ".#a"))).isInstanceOf(Unusable.class);
        assertThat(answerOf(new Reference("terraform", "a\0b#a"))).isInstanceOf(Unusable.class);
    }

    @Test
    void aFileBesideTheModuleCanBeRead() throws IOException {
        Files.writeString(directory.resolve("out.json"), OUTPUTS);
        Path module = Files.createDirectory(directory.resolve("module"));
        Reference reference = new Reference("terraform", "../out.json#vpc");

        assertThat(new TerraformOutputs(module)
                        .questions(List.of(reference))
                        .get(0)
                        .get())
                .containsEntry(reference, new One("vpc-1", Sensitivity.OPEN));
    }

    private LookupAnswer answer(String content, String output) throws IOException {
        Files.writeString(directory.resolve("out.json"), content);
        return answerOf(new Reference("terraform", "out.json#" + output));
    }

    private LookupAnswer answerOf(Reference reference) {
        Map<Reference, LookupAnswer> answers = new HashMap<>();
        new TerraformOutputs(directory)
                .questions(List.of(reference))
                .forEach(question -> answers.putAll(question.get()));
        return answers.get(reference);
    }
}
