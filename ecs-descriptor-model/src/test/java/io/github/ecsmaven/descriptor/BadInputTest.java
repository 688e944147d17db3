package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
    private static final String HEAD = "version: 1\nregion: eu-west-1\n";
    private static final String TASK = "taskDefinition:\n"
            + "  family: shop\n"
            + "  containerDefinitions:\n"
            + "    - { name: app, image: nginx, memory: 128 }\n";

    @TempDir
    private Path directory;

    private Descriptors descriptors;

    @BeforeEach
    void descriptors() {
        descriptors = new Descriptors(directory);
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                // what it is, the file, the one problem: code, place, path; what; cure
                arguments("an empty file", "", "ECS003 1:1", "is empty", "version: 1"),
                arguments("only comments", "# nothing\n---\n", "ECS003 1:1", "is empty", "version: 1"),
                arguments("a lone null", "~\n", "ECS003 1:1", "is empty", "version: 1"),
                arguments("a list", "- version: 1\n", "ECS011 1:1", "found a list", "version: 1"),
                arguments("a scalar", "hello\n", "ECS011 1:1", "found a string", "version: 1"),
                arguments(
                        "an open bracket", HEAD + "environments: [a, b\n", "ECS002 4:1", "Not valid YAML", "brackets"),
                arguments("a bad indent", "version: 1\n region: a\n", "ECS002 2:8", "Not valid YAML", "indentation"),
                arguments("a tab", "deploy:\n\twhen: {}\n", "ECS002 2:1", "TAB", "Indent with spaces"),
                arguments("a control character", "version: 1\nregion: \u0007\n", "ECS002 2:9", "U+0007", "Check"),
                arguments("two documents", HEAD + TASK + "---\nversion: 1\n", "ECS007 8:1", "second YAML", "one file"),
                arguments("a duplicate key", HEAD + "region: a\n" + TASK, "ECS006 3:1", "first in line 2", "Remove"),
                arguments("a Java tag", HEAD + TASK + "tags: !!java.net.URL [a]\n", "ECS007 7:7", "!!java", "Remove"),
                arguments("an own tag", HEAD + TASK + "cluster: !secret a\n", "ECS007 7:10", "!secret", "Remove"),
                arguments("a merge key", HEAD + TASK + "tags: { <<: {a: b} }\n", "ECS007 7:9", "merge key", "alias"),
                arguments("a map as key", HEAD + TASK + "tags: { {a: b}: c }\n", "ECS007 7:9", "plain text", "text"),
                arguments("a template value", HEAD + TASK + "cluster: \"{{ x }}\"\n", "ECS019 7:11", "template", "${"),
                arguments(
                        "a bare template",
                        HEAD + "cluster: {{ must_env `C` }}\n" + TASK,
                        "ECS019 3:10",
                        "template",
                        "${"),
                arguments("a block template", "{% if x %}\n" + HEAD + "{% endif %}\n", "ECS019 1:1", "template", "${"),
                arguments(
                        "an unknown key",
                        HEAD + TASK + "servce: {}\n",
                        "ECS010 7:1 servce",
                        "no `servce` in a descriptor",
                        "Did you mean `service`?"),
                arguments(
                        "an unknown key far from any",
                        HEAD + TASK + "frobnicate: 1\n",
                        "ECS010 7:1 frobnicate",
                        "no `frobnicate`",
                        "Allowed here: version, extends, environments, region, cluster, deploy, identity, repositories,"
                                + " images, logGroups, taskDefinition, service, …"),
                arguments(
                        "a key in another case",
                        HEAD + TASK.replace("family", "Family"),
                        "ECS010 4:3 taskDefinition.Family",
                        "no `Family`",
                        "Did you mean `family`?"),
                arguments(
                        "an unknown key deep inside",
                        HEAD + TASK.replace("memory", "memroy"),
                        "ECS010 6:34 taskDefinition.containerDefinitions[app].memroy",
                        "no `memroy`",
                        "Did you mean `memory`?"),
                arguments(
                        "what only AWS can say",
                        HEAD + TASK.replace("family: shop", "family: shop\n  revision: 3"),
                        "ECS010 5:3 taskDefinition.revision",
                        "AWS reports `revision`",
                        "Remove it"),
                arguments("no version", "region: a\n" + TASK, "ECS012 1:1 version", "version", "Add `version: 1`"),
                arguments("version 2", "version: 2\nfoo: 1\n", "ECS013 1:10 version", "`2`", "knows version 1"),
                arguments("no task definition", HEAD, "ECS012 1:1 taskDefinition", "no `taskDefinition`", "Add it"),
                arguments("no region", "version: 1\n" + TASK, "ECS034 1:1 region", "No AWS Region", "-Decs.region"),
                arguments(
                        "a blank region", "version: 1\nregion: ''\n" + TASK, "ECS017 2:9 region", "empty", "remove it"),
                arguments(
                        "a missing member",
                        HEAD + TASK.replace("name: app, ", ""),
                        "ECS012 6:7 taskDefinition.containerDefinitions[0].name",
                        "needs `name`",
                        "Add `name`"),
                arguments(
                        "a cluster in the service",
                        HEAD + TASK + "service: { serviceName: a, cluster: b }\n",
                        "ECS015 7:28 service.cluster",
                        "not written here",
                        "top level"),
                arguments(
                        "a task definition in the service",
                        HEAD + TASK + "service: { serviceName: a, taskDefinition: b:1 }\n",
                        "ECS015 7:28 service.taskDefinition",
                        "not written here",
                        "remove it"),
                arguments(
                        "a role to assume that is none",
                        HEAD + TASK + "identity: { assume: [deployer] }\n",
                        "ECS014 7:22 identity.assume[0]",
                        "not the ARN of a role",
                        "role/NAME"),
                arguments(
                        "a word that is not known",
                        HEAD + TASK + "rollout: { onFailure: rolback }\n",
                        "ECS014 7:23 rollout.onFailure",
                        "`rolback`",
                        "Did you mean `rollback`?"),
                arguments(
                        "a duration that is none",
                        HEAD + TASK + "rollout: { timeout: 20m }\n",
                        "ECS014 7:21 rollout.timeout",
                        "`20m`",
                        "PT20M"),
                arguments(
                        "a negative duration",
                        HEAD + TASK + "rollout: { timeout: -PT1M }\n",
                        "ECS014 7:21 rollout.timeout",
                        "`-PT1M`",
                        "PT20M"),
                arguments(
                        "a role that is none",
                        HEAD + TASK + "identity: { roleArn: deployer }\n",
                        "ECS014 7:22 identity.roleArn",
                        "`deployer`",
                        "arn:aws:iam::ACCOUNT:role/NAME"),
                arguments(
                        "an account that is none",
                        HEAD + TASK + "identity: { allowedAccounts: [12] }\n",
                        "ECS014 7:31 identity.allowedAccounts[0]",
                        "`12`",
                        "12 digits"),
                arguments(
                        "a provider that is not known",
                        HEAD + TASK + "identity: { webIdentity: { provider: magic } }\n",
                        "ECS014 7:38 identity.webIdentity.provider",
                        "`magic`",
                        "auto, file, env"),
                arguments(
                        "a variable that is missing",
                        HEAD + TASK + "identity: { webIdentity: { provider: env } }\n",
                        "ECS012 7:26 identity.webIdentity.variable",
                        "`variable`",
                        "environment variable"),
                arguments(
                        "a provider that issues no token",
                        HEAD + TASK + "identity: { webIdentity: { provider: travis } }\n",
                        "ECS014 7:38 identity.webIdentity.provider",
                        "Travis CI issues no OIDC token",
                        "an issuer of your own"),
                arguments(
                        "a command that is missing",
                        HEAD + TASK + "identity: { webIdentity: { provider: command } }\n",
                        "ECS012 7:26 identity.webIdentity.command",
                        "`command`",
                        "program and its arguments"),
                arguments(
                        "a URL that is missing",
                        HEAD + TASK + "identity: { webIdentity: { provider: http } }\n",
                        "ECS012 7:26 identity.webIdentity.url",
                        "`url`",
                        "URL"),
                arguments(
                        "a URL that a token would be read from on the way",
                        HEAD + TASK + "identity: { webIdentity: { url: 'http://tokens.example/' } }\n",
                        "ECS014 7:33 identity.webIdentity.url",
                        "neither https nor of this machine",
                        "https"),
                arguments(
                        "a URL that only looks like this machine's",
                        HEAD + TASK + "identity: { webIdentity: { url: 'http://127.0.0.1.example/' } }\n",
                        "ECS014 7:33 identity.webIdentity.url",
                        "neither https nor of this machine",
                        "https"),
                arguments(
                        "a URL with a password",
                        HEAD + TASK + "identity: { webIdentity: { url: 'https://me:pw@tokens.example/' } }\n",
                        "ECS014 7:33 identity.webIdentity.url",
                        "user name",
                        "https"),
                arguments(
                        "a secret in a header",
                        HEAD + TASK + "identity: { webIdentity: { headers: { Authorization: Bearer abc } } }\n",
                        "ECS014 7:37 identity.webIdentity.headers[Authorization]",
                        "does not belong in a descriptor",
                        "{TOKEN_SERVICE_KEY}"),
                arguments(
                        "a place that is no pointer",
                        HEAD + TASK + "identity: { webIdentity: { tokenPointer: value } }\n",
                        "ECS014 7:42 identity.webIdentity.tokenPointer",
                        "`value`",
                        "RFC 6901"),
                arguments(
                        "a header that is empty",
                        HEAD + TASK + "identity: { webIdentity: { headers: { X-Team: '' } } }\n",
                        "ECS017 7:37 identity.webIdentity.headers[X-Team]",
                        "is empty",
                        "remove it"),
                arguments(
                        "a look-up before there is an identity",
                        HEAD + TASK + "identity: { roleArn: '${ssm:/a/role}' }\n",
                        "ECS022 7:22 identity.roleArn",
                        "${ssm:/a/role} cannot be looked up here",
                        "from the build"),
                arguments(
                        "an enum member that is none",
                        HEAD + TASK + "service: { serviceName: a, launchType: fargate }\n",
                        "ECS014 7:40 service.launchType",
                        "`fargate`",
                        "Did you mean `FARGATE`?"),
                arguments(
                        "a number out of range",
                        HEAD
                                + TASK.replace(
                                        "memory: 128",
                                        "memory: 128, portMappings: [{containerPort: 80, hostPort: 99999999999}]"),
                        "ECS011 6:92 taskDefinition.containerDefinitions[app].portMappings[80].hostPort",
                        "a whole number",
                        "a number that fits"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void aBadInputIsReportedWithItsPlaceAndItsCure(
            String name, String yaml, String expected, String what, String cure) {
        List<Problem> problems = descriptors.problems(yaml);

        assertThat(problems).extracting(Descriptors::line).containsExactlyInAnyOrder(expected.split("\\|"));
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.what()).contains(what).doesNotEndWith(".");
            assertThat(problem.cure()).contains(cure).doesNotEndWith(".");
        });
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                arguments("command: java -jar app.jar", "Expected a list, found a string", "`[…]`"),
                arguments("ulimits: { A: b }", "Expected a list, found a map", "Write a list"),
                arguments("dockerLabels: [a]", "Expected a map, found a list", "Write a map"),
                arguments("healthCheck: 'true'", "Expected a map, found a string", "Write a map"),
                arguments("healthCheck: true", "Expected a map, found a boolean", "Write a map"),
                arguments("user: [a]", "Expected a string, found a list", "Write a string"),
                arguments("cpu: 1.5", "Expected a whole number, found `1.5`", "digits only"),
                arguments("cpu: 0x10", "Expected a whole number, found `0x10`", "digits only"),
                arguments("cpu: 1_000", "Expected a whole number, found `1_000`", "digits only"),
                arguments("cpu: 512MiB", "Expected a whole number, found `512MiB`", "digits only"),
                arguments("cpu: '256'", "Expected a whole number, found the string `256`", "256 without quotes"),
                arguments("essential: yes", "Expected true or false, found `yes`", "true or false"),
                arguments("essential: 'true'", "Expected true or false, found the string `true`", "without quotes"),
                arguments("essential: 1", "Expected true or false, found `1`", "true or false"),
                arguments("command: [a, ~]", "An element of a list is empty", "Remove the element"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTypes")
    void aValueOfAnotherTypeIsReportedWithWhatWasExpectedAndFound(String member, String what, String cure) {
        List<Problem> problems = descriptors.problems(HEAD
                + "taskDefinition:\n"
                + "  family: shop\n"
                + "  memory: 128\n"
                + "  containerDefinitions:\n"
                + "    - name: app\n"
                + "      image: nginx\n"
                + "      " + member + "\n");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(Descriptors.line(problem)).startsWith("ECS011 9:");
            assertThat(problem.what()).contains(what);
            assertThat(problem.cure()).contains(cure);
            assertThat(problem.quote()).isEqualTo("      " + member);
        });
    }

    @Test
    void aByteOrderMarkOfUtf8IsIgnored() {
        assertThat(descriptors.problems("\uFEFF" + HEAD + TASK)).isEmpty();
    }

    @Test
    void windowsLineEndingsKeepThePositionsRight() {
        String yaml = (HEAD + TASK + "servce: {}\n").replace("\n", "\r\n");

        assertThat(descriptors.problems(yaml)).singleElement().satisfies(problem -> {
            assertThat(Descriptors.line(problem)).isEqualTo("ECS010 7:1 servce");
            assertThat(problem.quote()).isEqualTo("servce: {}");
        });
    }

    @Test
    void columnsCountCharactersAndNotHalvesOfThem() {
        assertThat(descriptors.problems(HEAD + TASK + "tags: { \"\uD83D\uDE80\": a }\nx: { \"\uD83D\uDE80\": a }\n"))
                .extracting(Descriptors::line)
                .containsExactly("ECS010 8:1 x");
        assertThat(descriptors.problems(HEAD + TASK + "deploy: { when: { branch: \"\uD83D\uDE80\", tga: a } }\n"))
                .extracting(Descriptors::line)
                .containsExactly("ECS010 7:32 deploy.when.tga");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                arguments("UTF-16 with a mark", ("\uFEFF" + HEAD).getBytes(StandardCharsets.UTF_16BE), "UTF-16", "1:1"),
                arguments("UTF-16, little end first", HEAD.getBytes(StandardCharsets.UTF_16LE), "UTF-16LE", "1:1"),
                arguments("UTF-16, big end first", HEAD.getBytes(StandardCharsets.UTF_16BE), "UTF-16BE", "1:1"),
                arguments("UTF-32", new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, 0, 0, 0, 65}, "UTF-32", "1:1"),
                arguments(
                        "Latin 1",
                        "a: b\n# gr\u00fc\u00df\n".getBytes(StandardCharsets.ISO_8859_1),
                        "ISO-8859-1",
                        "2:5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void anotherEncodingIsNamedWithTheWayToConvert(String name, byte[] content, String encoding, String place) {
        assertThat(descriptors.problems(content)).singleElement().satisfies(problem -> {
            assertThat(Descriptors.line(problem)).isEqualTo("ECS004 " + place);
            assertThat(problem.what()).contains(encoding);
            assertThat(problem.cure()).contains("iconv -f " + encoding + " -t UTF-8");
        });
    }

    @Test
    void aFileOfJsonReadsLikeYaml() {
        String json = "{\"version\": 1, \"region\": \"eu-west-1\", \"taskDefinition\": {\"family\": \"shop\","
                + " \"containerDefinitions\": [{\"name\": \"a\\u0062\", \"image\": \"nginx\", \"memory\": 128}]}}";

        assertThat(descriptors.read(json).region()).isEqualTo("eu-west-1");
    }

    @Test
    void allProblemsAreReportedAtOnceInTheOrderOfTheFile() {
        String yaml = "version: 1\nregio: a\ntaskDefinition:\n  family: a b\n  cpu: [1]\n  containerDefinitions: []\n";

        assertThat(descriptors.problems(yaml))
                .extracting(Descriptors::line)
                .containsExactly(
                        "ECS010 2:1 regio", "ECS014 4:11 taskDefinition.family", "ECS011 5:8 taskDefinition.cpu");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        DescriptorSource source = DescriptorSource.of(directory.resolve("nowhere.yaml"));
        DescriptorReader reader = new DescriptorReader(
                new Descriptors(directory).property("a", "b").source());

        assertThatThrownBy(() -> reader.read(source))
                .isInstanceOfSatisfying(
                        InvalidDescriptorException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.id().code()).isEqualTo("ECS001");
                            assertThat(problem.what()).contains("nowhere.yaml").contains("does not exist");
                        }));
    }

    @Test
    void aliasesThatGrowBeyondMeasureAreStopped() {
        StringBuilder yaml = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            yaml.append("a").append(i).append(": &a").append(i).append(" [");
            yaml.append(String.join(", ", List.of(alias, alias, alias, alias, alias)))
                    .append("]\n");
        }

        assertThat(descriptors.problems(yaml.toString()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.id().code()).isEqualTo("ECS005"));
    }

    @Test
    void anAliasOfItselfIsStopped() {
        assertThat(descriptors.problems("version: &a [*a]\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.id().code()).isEqualTo("ECS005"));
    }

    @Test
    void nestingBeyondMeasureIsStopped() {
        assertThat(descriptors.problems("a: " + "[".repeat(200) + "]".repeat(200)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.id().code()).isEqualTo("ECS005"));
    }

    @Test
    void aFileBeyondMeasureIsNotRead() {
        assertThat(descriptors.problems("# " + "x".repeat(10 * 1024 * 1024)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.id().code()).isEqualTo("ECS005"));
    }

    @Test
    void anAliasForAWholeValueWorks() {
        String yaml =
                HEAD + "tags: &tags { team: shop }\n" + TASK.replace("memory: 128", "memory: 128, dockerLabels: *tags");

        assertThat(descriptors.read(yaml).tags()).containsEntry("team", "shop");
    }

    @Test
    void aLineThatMayHoldASecretIsNotShown() {
        String yaml = HEAD
                + "taskDefinition:\n"
                + "  family: shop\n"
                + "  memory: 128\n"
                + "  containerDefinitions:\n"
                + "    - name: app\n"
                + "      image: nginx\n"
                + "      environment: [{ name: PASSWORD, value: hunter2, valu: hunter3 }]\n";

        assertThat(descriptors.problems(yaml)).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.quote()).isNull();
            assertThat(problem.what() + problem.cure()).doesNotContain("hunter");
        });
    }

    static Stream<Arguments> follows() {
        String fargate = "requiresCompatibilities: [FARGATE], networkMode: awsvpc, cpu: 256, memory: 512";
        String app = "containerDefinitions: [{ name: app, image: nginx, memory: 128 }]";
        return Stream.of(
                arguments("taskDefinition: 5", "ECS011 taskDefinition"),
                arguments(
                        "taskDefinition: [a]\nservice: { serviceName: a, networkConfiguration: {"
                                + " awsvpcConfiguration: { subnets: [s] } } }",
                        "ECS011 taskDefinition"),
                arguments(task("family: [a], " + app), "ECS011 taskDefinition.family"),
                arguments(task("family: a, containerDefinitions: app"), "ECS011 taskDefinition.containerDefinitions"),
                arguments(
                        task("family: a, containerDefinitions: [app]"),
                        "ECS011 taskDefinition.containerDefinitions[0]"),
                arguments(task("famly: a, " + app), "ECS010 taskDefinition.famly"),
                arguments(
                        task("family: a, container_definitions: [{ name: app }]"),
                        "ECS010 taskDefinition.container_definitions"),
                arguments(
                        task("family: a, " + fargate.replace("512", "[512]") + ", " + app),
                        "ECS011 taskDefinition.memory"),
                arguments(
                        task("family: a, " + fargate.replace("awsvpc", "[awsvpc]") + ", " + app),
                        "ECS011 taskDefinition.networkMode"),
                arguments(
                        task("family: a, containerDefinitions: [{ name: [app], image: nginx, memory: 128,"
                                + " dependsOn: [{ containerName: other, condition: START }] }]"),
                        "ECS011 taskDefinition.containerDefinitions[app].name"),
                arguments(
                        task("family: a, containerDefinitions: [{ name: app, image: nginx, memory: 12x }]"),
                        "ECS011 taskDefinition.containerDefinitions[app].memory"),
                arguments(
                        task("family: a, containerDefinitions: [{ name: app, image: nginx, memory: 1, portMappings:"
                                        + " [{ containerPort: '80' }] }]")
                                + "\nservice: { serviceName: a, loadBalancers: [{ targetGroupArn: t, containerName: app,"
                                + " containerPort: 80 }] }",
                        "ECS011 taskDefinition.containerDefinitions[app].portMappings[80].containerPort"),
                arguments(
                        task("family: a, networkMode: awsvpc, " + app)
                                + "\nservice: { serviceName: a, networkConfiguration: none }",
                        "ECS011 service.networkConfiguration"),
                arguments(
                        task(
                                "family: a, containerDefinitions: [{ name: app, image: nginx, memory: 1, logConfiguration: {"
                                        + " logDriver: awslogs, options: [a] } }]"),
                        "ECS011 taskDefinition.containerDefinitions[app].logConfiguration.options"),
                arguments(
                        task("family: a, volumes: data, containerDefinitions: [{ name: app, image: nginx, memory: 1,"
                                + " mountPoints: [{ sourceVolume: data, containerPath: /data }] }]"),
                        "ECS011 taskDefinition.volumes"));
    }

    private static String task(String members) {
        return "taskDefinition: { " + members + " }";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("follows")
    void whatFollowsFromAProblemIsNotReportedBesideIt(String yaml, String expected) {
        assertThat(descriptors.problems(HEAD + yaml + "\n"))
                .extracting(problem -> problem.id().code() + " " + problem.path())
                .containsExactly(expected);
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments(
                        "an element of which the key is written in another way",
                        "portMappings: [{ containerPort: 080, hostPort: 70000 }]",
                        "9:54"),
                arguments(
                        "the second element of a key",
                        "ulimits: [{ name: core, softLimit: 1, hardLimit: 1 }," + " { name: core, softLimit: 1 }]",
                        "9:61"),
                arguments(
                        "an element of a set",
                        "linuxParameters: { devices: [{ hostPath: /a, permissions: [read, wriet] }] }",
                        "9:72"),
                arguments(
                        "a value behind an element that cannot be read",
                        "environmentFiles: [5, { type: s4, value: a }]",
                        "9:26|9:37"),
                arguments("a value in a list of words", "command: [a, ~, {}]", "9:20|9:23"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void aProblemPointsAtTheValueItself(String name, String member, String places) {
        List<Problem> problems = descriptors.problems(HEAD
                + "taskDefinition:\n"
                + "  family: shop\n"
                + "  memory: 128\n"
                + "  containerDefinitions:\n"
                + "    - name: app\n"
                + "      image: nginx\n"
                + "      " + member + "\n");

        assertThat(problems)
                .extracting(problem -> problem.position().orElseThrow())
                .extracting(where -> where.line() + ":" + where.column())
                .containsExactly(places.split("\\|"));
    }
}
