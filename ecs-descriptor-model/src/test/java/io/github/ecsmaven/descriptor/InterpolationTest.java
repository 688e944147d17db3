package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.value.Value.Flag;
import io.github.ecsmaven.descriptor.value.Value.Numeral;
import io.github.ecsmaven.descriptor.value.Value.Sequence;
import io.github.ecsmaven.descriptor.value.Value.Structure;
import io.github.ecsmaven.descriptor.value.Value.Text;
import io.github.ecsmaven.descriptor.value.Value.Unresolved;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterpolationTest {
    @TempDir
    private Path directory;

    private Descriptors descriptors;

    @BeforeEach
    void descriptors() {
        descriptors = new Descriptors(directory)
                .region("eu-west-1")
                .property("project.version", "1.5.0")
                .property("env.USER", "anna")
                .property("port", "8080")
                .property("yes", "true")
                .property("list", "a, b,c")
                .property("nested", "${port}")
                .property("blank", "");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("hostname: ${project.version}", "hostname", new Text("1.5.0")),
                arguments("hostname: a-${env.USER}-${port}", "hostname", new Text("a-anna-8080")),
                arguments("hostname: ${port}", "hostname", new Text("8080")),
                arguments("hostname: ${no.such:-none}", "hostname", new Text("none")),
                arguments("hostname: ${no.such:-}", "hostname", new Text("")),
                arguments("hostname: ${env.USER:-none}", "hostname", new Text("anna")),
                arguments("hostname: ${no.such:-a:-b}", "hostname", new Text("a:-b")),
                arguments("hostname: $${port}", "hostname", new Text("${port}")),
                arguments("hostname: a$$b $c $$ {d}", "hostname", new Text("a$$b $c $$ {d}")),
                arguments("hostname: $$${port}", "hostname", new Text("$${port}")),
                arguments("hostname: ${nested}", "hostname", new Text("${port}")),
                arguments("startTimeout: ${port}", "startTimeout", Numeral.of(8080)),
                arguments("startTimeout: '${port}'", "startTimeout", Numeral.of(8080)),
                arguments("startTimeout: ${no:-30}", "startTimeout", Numeral.of(30)),
                arguments("startTimeout: 1${no:-0}", "startTimeout", Numeral.of(10)),
                arguments("privileged: ${yes}", "privileged", new Flag(true)),
                arguments(
                        "links: ${list}", "links", new Sequence(List.of(new Text("a"), new Text("b"), new Text("c")))),
                arguments("links: ${blank}", "links", new Sequence(List.of())),
                arguments(
                        "hostname: ${ssm:/a/b}",
                        "hostname",
                        new Unresolved(List.of(new Reference("ssm", "/a/b")), "${ssm:/a/b}")),
                arguments(
                        "startTimeout: ${terraform:out.json#timeout}",
                        "startTimeout",
                        new Unresolved(new Reference("terraform", "out.json#timeout"))),
                arguments("hostname: ${ecs.name}-${ecs.region}", "hostname", new Text("shop-eu-west-1")),
                arguments(
                        "hostname: ${ssm:/a/b:-none}",
                        "hostname",
                        new Unresolved(List.of(new Reference("ssm", "/a/b")), "${ssm:/a/b:-none}")),
                arguments(
                        "hostname: ${ssm:/a/b:3}",
                        "hostname",
                        new Unresolved(List.of(new Reference("ssm", "/a/b:3")), "${ssm:/a/b:3}")),
                arguments("hostname: $${cfn:a.B}", "hostname", new Text("${cfn:a.B}")),
                arguments("links: ${cfn:stack.Links}", "links", new Unresolved(new Reference("cfn", "stack.Links"))),
                arguments(
                        "hostname: ${env.USER}-${cfn:s.A}-${secret-arn:b}",
                        "hostname",
                        new Unresolved(
                                List.of(new Reference("cfn", "s.A"), new Reference("secret-arn", "b")),
                                "anna-${cfn:s.A}-${secret-arn:b}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void aReferenceBecomesAValueOfItsField(String member, String name, Value expected) {
        Structure task = descriptors.read(descriptor(member)).taskDefinition();

        Structure container = (Structure) ((Sequence) task.members().get("containerDefinitions"))
                .elements()
                .get(0);
        assertThat(container.members()).containsEntry(name, expected);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("hostname: ${prot}", "ECS020", "`${prot}` is not defined", "Did you mean `${port}`?"),
                arguments("hostname: ${frobnicate}", "ECS020", "not defined", "-Dfrobnicate=…"),
                arguments("hostname: ${env.NOWHERE}", "ECS020", "not defined", "environment variable NOWHERE"),
                arguments("hostname: ${}", "ECS021", "names nothing", "`${name}`"),
                arguments("hostname: ${a b}", "ECS021", "no reference", "`${name}`"),
                arguments("hostname: ${port", "ECS021", "no closing brace", "`}`"),
                arguments("hostname: ${a${port}}", "ECS021", "another reference", "one after the other"),
                arguments("hostname: ${cfm:a.b}", "ECS021", "`cfm`", "Did you mean `${cfn:a.b}`?"),
                arguments("hostname: ${vault:a}", "ECS021", "`vault`", "cfn, secret-arn, ssm, ssm-arn, terraform"),
                arguments("hostname: '${ssm: }'", "ECS021", "does not say what", "Name it"),
                arguments("hostname: ${cfn:stack}", "ECS021", "does not say what", "`${cfn:STACK.OUTPUT}`"),
                arguments("hostname: ${terraform:out}", "ECS021", "does not say what", "`${terraform:FILE#OUTPUT}`"),
                arguments("hostname: ${ci.branch}", "ECS020", "not defined", "The CI of this build does not tell it"),
                arguments("hostname: ${git.commit}", "ECS020", "not defined", "`${git.commit:-…}`"),
                arguments("hostname: ${ecs.regoin}", "ECS020", "not defined", "Did you mean `${ecs.region}`?"),
                arguments("hostname: ${images.web}", "ECS020", "no image `web`", "digest"),
                arguments("startTimeout: ${env.USER}", "ECS011", "found `anna`", "whole number of seconds"),
                arguments("healthCheck: ${port}", "ECS011", "Expected a map", "a map"),
                arguments("healthCheck: ${cfn:a.b}", "ECS011", "Expected a map", "a map"),
                arguments("command: [sh, '${JAVA_OPTS}']", "ECS020", "not defined", "write `$${JAVA_OPTS}`"),
                arguments("entryPoint: ['${X%%.*}']", "ECS021", "no reference", "write `$${X%%.*}`"),
                arguments("environment: [{ name: A, value: '${B}' }]", "ECS020", "not defined", "write `$${B}`"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aReferenceThatIsWrongIsReportedWithItsCure(String member, String code, String what, String cure) {
        List<Problem> problems = descriptors.problems(descriptor(member));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.id().code()).isEqualTo(code);
            assertThat(problem.what()).contains(what);
            assertThat(problem.cure()).contains(cure);
        });
    }

    @Test
    void aReferenceThatCameToNothingIsABlankValue() {
        assertThat(descriptors.problems(descriptor("user: a").replace("version: 1", "version: 1\ncluster: ${blank}")))
                .extracting(Descriptors::line)
                .containsExactly("ECS017 2:10 cluster");
    }

    private static String descriptor(String member) {
        return """
                version: 1
                taskDefinition:
                  family: shop
                  memory: 128
                  containerDefinitions:
                    - name: app
                      image: nginx
                      MEMBER
                """.replace("MEMBER", member);
    }
}
