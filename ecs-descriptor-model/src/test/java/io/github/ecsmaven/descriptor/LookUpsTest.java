package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.interpolation.LookupAnswer;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswer.Sensitivity;
import io.github.ecsmaven.descriptor.interpolation.LookupAnswers;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.value.Value.Numeral;
import io.github.ecsmaven.descriptor.value.Value.Sequence;
import io.github.ecsmaven.descriptor.value.Value.Structure;
import io.github.ecsmaven.descriptor.value.Value.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A descriptor before and after its look-ups have answers. */
class LookUpsTest {
    private static final String CANARY = "kn0wn-only-to-the-parameter-store-and-longer-than-a-message-shows";

    private static final LookupAnswers ANSWERS = new LookupAnswers(Map.of(
            new Reference("cfn", "net.Subnets"), open("subnet-1, subnet-2"),
            new Reference("cfn", "net.Port"), open("8080"),
            new Reference("cfn", "net.Odd"), open("not-a-number"),
            new Reference("ssm", "/secret"), new LookupAnswer.One(CANARY, Sensitivity.SECRET),
            new Reference("ssm", "/missing"), new LookupAnswer.Missing("`${ssm:/missing}` is not found", "Create it"),
            new Reference("ssm", "/denied"), new LookupAnswer.Denied("`${ssm:/denied}` is denied", "Allow it"),
            new Reference("terraform", "out.json#names"),
                    new LookupAnswer.Several(List.of("a,b", "c"), Sensitivity.OPEN),
            new Reference("terraform", "out.json#keys"),
                    new LookupAnswer.Several(List.of(CANARY, "second-secret"), Sensitivity.SECRET),
            new Reference("secret-arn", "db"), open("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf")));

    @TempDir
    private Path directory;

    private Descriptors descriptors;

    @BeforeEach
    void descriptors() {
        descriptors = new Descriptors(directory).region("eu-west-1");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("hostname: ${cfn:net.Port}", "hostname", new Text("8080")),
                arguments("startTimeout: ${cfn:net.Port}", "startTimeout", Numeral.of(8080)),
                arguments("startTimeout: '${cfn:net.Port}'", "startTimeout", Numeral.of(8080)),
                arguments("hostname: a-${cfn:net.Port}-b", "hostname", new Text("a-8080-b")),
                arguments("links: ${cfn:net.Subnets}", "links", texts("subnet-1", "subnet-2")),
                arguments("links: ${terraform:out.json#names}", "links", texts("a,b", "c")),
                arguments("links: ['${cfn:net.Subnets}']", "links", texts("subnet-1, subnet-2")),
                arguments("hostname: ${ssm:/missing:-fallback}", "hostname", new Text("fallback")),
                arguments("hostname: ${ssm:/missing:-}", "hostname", new Text("")),
                arguments("startTimeout: ${ssm:/missing:-30}", "startTimeout", Numeral.of(30)),
                arguments("links: ${ssm:/missing:-a,b}", "links", texts("a", "b")),
                arguments("hostname: ${cfn:net.Port:-unused}", "hostname", new Text("8080")),
                arguments("hostname: $${cfn:net.Port}", "hostname", new Text("${cfn:net.Port}")),
                arguments(
                        "hostname: '${secret-arn:db}:password::'",
                        "hostname",
                        new Text("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void anAnswerBecomesAValueOfItsField(String member, String name, Value expected) {
        DeploymentDescriptor read = descriptors.read(descriptor(member));
        DeploymentDescriptor filledIn =
                read.lookUps().open().isEmpty() ? read : read.lookUps().fillIn(ANSWERS);

        assertThat(container(filledIn).members()).containsEntry(name, expected);
        assertThat(filledIn.lookUps().open()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("hostname: ${ssm:/missing}", "ECS023 9:17", "${ssm:/missing}` is not found", "Create it"),
                arguments("hostname: ${ssm:/denied}", "ECS024 9:17", "is denied", "Allow it"),
                arguments("hostname: ${ssm:/denied:-x}", "ECS024 9:17", "is denied", "Allow it"),
                arguments("hostname: ${ssm:/unasked:-x}", "ECS025 9:17", "was not looked up", "Write its value"),
                arguments(
                        "startTimeout: ${cfn:net.Odd}",
                        "ECS011 9:21",
                        "found `not-a-number` (the value is from `${cfn:net.Odd}`)",
                        "whole number of seconds"),
                arguments(
                        "hostname: ${terraform:out.json#names}", "ECS011 9:17", "a string, found a list", "one value"),
                arguments("hostname: x${terraform:out.json#names}", "ECS025 9:17", "a part of a text", "one value"),
                arguments(
                        "pseudoTerminal: ${ssm:/secret}",
                        "ECS011 9:23",
                        "found `(sensitive)` (the value is from `${ssm:/secret}`)",
                        "true or false"),
                arguments(
                        "ulimits: [{ name: '${ssm:/secret}', softLimit: 1, hardLimit: 1 }]",
                        "ECS014 9:25",
                        "(the value is from `${ssm:/secret}`)",
                        "one of"),
                arguments("dependsOn: [{ containerName: '${ssm:/secret}', condition: START }]", "ECS040", "", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aProblemOfAnAnswerNamesItsLookUpAndPlaceAndNoSecret(String member, String code, String what, String cure) {
        DeploymentDescriptor read = descriptors.read(descriptor(member));

        InvalidDescriptorException invalid = catchThrowableOfType(
                InvalidDescriptorException.class, () -> read.lookUps().fillIn(ANSWERS));

        assertThat(invalid.problems()).anySatisfy(problem -> {
            assertThat(Descriptors.line(problem)).startsWith(code);
            assertThat(problem.what()).contains(what);
            assertThat(problem.cure()).contains(cure);
        });
        assertThat(invalid.getMessage()).doesNotContain(CANARY.substring(0, 20));
        assertThat(invalid.problems())
                .extracting(Problem::toString)
                .noneMatch(text -> text.contains(CANARY.substring(0, 20)));
    }

    @Test
    void whatASecretWentIntoIsMarkedByPath() {
        DeploymentDescriptor filledIn =
                descriptors.read(descriptor("""
                        hostname: ${cfn:net.Port}
                              links: ${terraform:out.json#keys}
                              environment: [{ name: DB, value: "jdbc://${ssm:/secret}@host" }, { name: A, value: b }]
                        """)).lookUps().fillIn(ANSWERS);

        KeyedPath container =
                KeyedPath.of("taskDefinition", "containerDefinitions").key("app");
        var secrecy = filledIn.lookUps().secrecy();
        assertThat(secrecy.covers(container.member("environment").key("DB").member("value")))
                .isTrue();
        assertThat(secrecy.covers(container.member("links").index(1))).isTrue();
        assertThat(secrecy.covers(container.member("environment").key("A").member("value")))
                .isFalse();
        assertThat(secrecy.covers(container.member("hostname"))).isFalse();
        assertThat(secrecy.masked("it said " + CANARY)).isEqualTo("it said (sensitive)");
        assertThat(filledIn.toString() + filledIn.lookUps()).doesNotContain(CANARY);
    }

    @Test
    void theClusterAndTagsMayBeLookedUpToo() {
        DeploymentDescriptor read = descriptors.read(
                descriptor("user: a") + "cluster: prod-${cfn:net.Port}\ntags: { port: \"${cfn:net.Port}\" }\n");

        assertThat(read.cluster()).isEqualTo("prod-${cfn:net.Port}");
        DeploymentDescriptor filledIn = read.lookUps().fillIn(ANSWERS);
        assertThat(filledIn.cluster()).isEqualTo("prod-8080");
        assertThat(filledIn.tags()).containsEntry("port", "8080");
    }

    @Test
    void eachLookUpIsAskedForOnceAndTheFileIsNotReadAgain() throws Exception {
        DeploymentDescriptor read = descriptors.read(
                descriptor(
                        "hostname: ${cfn:net.Port}\n      user: ${cfn:net.Port:-7}\n      workingDirectory: ${ssm:/missing:-/}"));
        Files.delete(directory.resolve("shop.yaml"));

        assertThat(read.lookUps().open())
                .containsExactly(new Reference("cfn", "net.Port"), new Reference("ssm", "/missing"));
        assertThat(read.lookUps().fillIn(ANSWERS).sources()).isEqualTo(read.sources());
    }

    @Test
    void thereIsNothingToFillInWhereNothingIsLookedUp() {
        LookUps none = descriptors.read(descriptor("user: a")).lookUps();

        assertThat(none).isEqualTo(LookUps.none());
        assertThatThrownBy(() -> none.fillIn(ANSWERS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDescriptorsOwnAccountAndRegionCanBeReferredTo() {
        DeploymentDescriptor read = descriptors
                .property("role", "deployer")
                .read(descriptor("hostname: ${ecs.account}-${ecs.region}-${ecs.environment}")
                                .replace(
                                        "image: nginx", "image: ${ecs.account}.dkr.ecr.${ecs.region}.amazonaws.com/a:1")
                        + "region: us-${where:-east}-1\nenvironments: [test]\n"
                        + "identity: { roleArn: 'arn:aws:iam::111122223333:role/${role}' }\n");

        assertThat(container(read).members())
                .containsEntry("hostname", new Text("111122223333-us-east-1-test"))
                .containsEntry("image", new Text("111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1"));
    }

    @Test
    void aDescriptorCannotReferToItselfForWhatItDefines() {
        assertThat(
                        new Descriptors(directory)
                                .problems(
                                        descriptor("user: a")
                                                + "region: ${ecs.region}\nidentity: { roleArn: 'arn:aws:iam::${ecs.account}:role/a' }\n"))
                .extracting(Descriptors::line)
                .containsExactly("ECS020 10:9 region", "ECS020 11:22 identity.roleArn");
    }

    private static LookupAnswer open(String text) {
        return new LookupAnswer.One(text, Sensitivity.OPEN);
    }

    private static Sequence texts(String... texts) {
        return new Sequence(Stream.of(texts).<Value>map(Text::new).toList());
    }

    private static Structure container(DeploymentDescriptor descriptor) {
        return (Structure) ((Sequence) descriptor.taskDefinition().members().get("containerDefinitions"))
                .elements()
                .get(0);
    }

    private static String descriptor(String member) {
        return """
                version: 1
                taskDefinition:
                  family: shop
                  memory: 128
                  networkMode: bridge
                  containerDefinitions:
                    - name: app
                      image: nginx
                      MEMBER
                """.replace("MEMBER", member.stripTrailing());
    }
}
