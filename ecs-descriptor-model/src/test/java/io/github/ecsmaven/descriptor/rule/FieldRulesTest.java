package io.github.ecsmaven.descriptor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.DescriptorShape;
import io.github.ecsmaven.descriptor.Yaml;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.value.Value.Flag;
import io.github.ecsmaven.descriptor.value.Value.Numeral;
import io.github.ecsmaven.descriptor.value.Value.Sequence;
import io.github.ecsmaven.descriptor.value.Value.Structure;
import io.github.ecsmaven.descriptor.value.Value.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldRulesTest {
    private static final KeyedPath CONTAINER =
            KeyedPath.of("taskDefinition", "containerDefinitions").key("app");

    private final FieldRules rules = FieldRules.load();

    @Test
    void everyRowNamesAMemberOfTheApi() {
        Set<String> known = new TreeSet<>(Set.of("taskDefinition", "service"));
        paths("taskDefinition", EcsShapes.registerTaskDefinition(), known);
        paths("taskDefinition", EcsShapes.taskDefinition(), known);
        paths("service", EcsShapes.createService(), known);
        paths("service", EcsShapes.updateService(), known);
        paths("service", EcsShapes.service(), known);
        for (String section : List.of("autoScaling", "repositories", "logGroups")) {
            known.add(section);
            paths(section, section(section), known);
        }

        assertThat(rules.paths())
                .hasSizeGreaterThan(150)
                .allSatisfy(path -> assertThat(known.contains(path) || path.contains("earlySuccessCriteria"))
                        .as(path)
                        .isTrue());
    }

    @Test
    void everyMemberThatAnSdkUpdateBringsAsksForARow() {
        Set<String> members = new TreeSet<>();
        members("taskDefinition", EcsShapes.registerTaskDefinition(), members);
        members("service", EcsShapes.createService(), members);
        members("service", EcsShapes.updateService(), members);
        // By which UpdateService finds the service: its name, which CreateService calls serviceName.
        members.remove("service.service");

        assertThat(rules.paths())
                .as("field-rules.tsv: structures, lists and maps too. Ask what AWS does with each that is missing")
                .containsAll(members);
    }

    @Test
    void everyScalarOfTheSectionsAroundAsksForARow() {
        Set<String> members = new TreeSet<>();
        for (String section : List.of("autoScaling", "repositories", "logGroups")) {
            scalars(section, section(section), members);
        }

        assertThat(rules.paths()).containsAll(members);
    }

    private static Shape section(String name) {
        return DescriptorShape.root().member(name).orElseThrow().shape();
    }

    private static void scalars(String path, Shape shape, Set<String> found) {
        if (shape instanceof StructureShape structure) {
            structure.members().forEach((name, member) -> scalars(path + "." + name, member.shape(), found));
        } else if (shape instanceof Shape.ListShape list && list.element() instanceof StructureShape) {
            scalars(path + "[]", list.element(), found);
        } else if (shape instanceof Shape.MapShape map && map.value() instanceof StructureShape) {
            scalars(path + "[]", map.value(), found);
        } else if (!(shape instanceof Shape.MapShape)) {
            found.add(path);
        }
    }

    @Test
    void everyListSaysWhetherItsOrderCounts() {
        Set<String> lists = new TreeSet<>();
        lists("taskDefinition", EcsShapes.registerTaskDefinition(), lists);
        lists("service", EcsShapes.createService(), lists);

        assertThat(FieldRulesPage.rows().stream()
                        .filter(row -> !row.list().equals("-"))
                        .map(FieldRulesPage.Row::path))
                .containsAll(lists);
    }

    @Test
    void aKeyIsMadeOfMembersOfTheElement() {
        Set<String> known = new TreeSet<>();
        paths("taskDefinition", EcsShapes.registerTaskDefinition(), known);
        paths("service", EcsShapes.createService(), known);
        for (String section : List.of("autoScaling", "repositories", "logGroups")) {
            paths(section, section(section), known);
        }

        rules.paths()
                .forEach(path -> rules.rule(path)
                        .order()
                        .keyMembers()
                        .forEach(member -> assertThat(known).contains(path + "[]." + member)));
    }

    private static void members(String path, Shape shape, Set<String> found) {
        found.add(path);
        if (shape instanceof StructureShape structure) {
            structure.members().forEach((name, member) -> members(path + "." + name, member.shape(), found));
        } else if (shape instanceof Shape.ListShape list && list.element() instanceof StructureShape element) {
            element.members().forEach((name, member) -> members(path + "[]." + name, member.shape(), found));
        }
    }

    private static void lists(String path, Shape shape, Set<String> found) {
        if (shape instanceof StructureShape structure) {
            structure.members().forEach((name, member) -> lists(path + "." + name, member.shape(), found));
        } else if (shape instanceof Shape.ListShape list) {
            found.add(path);
            lists(path + "[]", list.element(), found);
        }
    }

    /** Section 3 of the reference. */
    @ParameterizedTest
    @CsvSource({
        "taskDefinition.cpu, ROLLS_TASKS",
        "taskDefinition.containerDefinitions[].environment[].value, ROLLS_TASKS",
        "taskDefinition.aMemberOfTomorrow, ROLLS_TASKS",
        "taskDefinition.tags, IN_PLACE",
        "service.serviceName, CREATE_ONLY",
        "service.launchType, CREATE_ONLY",
        "service.role, CREATE_ONLY",
        "service.schedulingStrategy, CREATE_ONLY",
        "service.cluster, CREATE_ONLY",
        "service.clientToken, CREATE_ONLY",
        "service.taskDefinition, STARTS_DEPLOYMENT",
        "service.networkConfiguration.awsvpcConfiguration.subnets[], STARTS_DEPLOYMENT",
        "service.platformVersion, STARTS_DEPLOYMENT",
        "service.loadBalancers[].containerPort, STARTS_DEPLOYMENT",
        "service.serviceRegistries, STARTS_DEPLOYMENT",
        "service.serviceConnectConfiguration, STARTS_DEPLOYMENT",
        "service.volumeConfigurations, STARTS_DEPLOYMENT",
        "service.vpcLatticeConfigurations, STARTS_DEPLOYMENT",
        "service.forceNewDeployment, STARTS_DEPLOYMENT",
        "service.deploymentController.type, STARTS_DEPLOYMENT",
        "service.monitoring, STARTS_DEPLOYMENT",
        "service.aMemberOfTomorrow, STARTS_DEPLOYMENT",
        "service.desiredCount, IN_PLACE",
        "service.deploymentConfiguration.alarms.enable, IN_PLACE",
        "service.availabilityZoneRebalancing, IN_PLACE",
        "service.healthCheckGracePeriodSeconds, IN_PLACE",
        "service.tags, IN_PLACE",
        "service.enableECSManagedTags, NEW_TASKS_ONLY",
        "service.propagateTags, NEW_TASKS_ONLY",
        "service.enableExecuteCommand, NEW_TASKS_ONLY",
        "service.capacityProviderStrategy[].weight, NEW_TASKS_ONLY",
        "service.placementConstraints, NEW_TASKS_ONLY",
        "service.placementStrategy, NEW_TASKS_ONLY"
    })
    void aChangeHasTheEffectOfItsMember(String path, Effect effect) {
        assertThat(rules.rule(path).effect()).isEqualTo(effect);
    }

    /** Section 2 of the reference. */
    static Stream<Arguments> removals() {
        Value nothing = new Sequence(List.of());
        return Stream.of(
                arguments("platformVersion", new Text("LATEST")),
                arguments("healthCheckGracePeriodSeconds", Numeral.of(0)),
                arguments("propagateTags", new Text("NONE")),
                arguments("enableECSManagedTags", new Flag(false)),
                arguments("enableExecuteCommand", new Flag(false)),
                arguments("placementConstraints", nothing),
                arguments("placementStrategy", nothing),
                arguments("loadBalancers", nothing),
                arguments("serviceRegistries", nothing),
                arguments("capacityProviderStrategy", nothing),
                arguments("serviceConnectConfiguration", new Structure(Map.of("enabled", new Flag(false)))),
                arguments("volumeConfigurations", nothing),
                arguments("vpcLatticeConfigurations", nothing),
                arguments("deploymentConfiguration.lifecycleHooks", nothing));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("removals")
    void aMemberIsRemovedByAValue(String member, Value value) {
        assertThat(rules.rule("service." + member).removal()).contains(new FieldRule.SendValue(value));
    }

    @Test
    void someMembersAreRemovedOtherwiseAndSomeNotAtAll() {
        assertThat(rules.rule("service.deploymentConfiguration").removal()).contains(new FieldRule.SendDefaults());
        assertThat(rules.rule("service.tags").removal()).contains(new FieldRule.Untag());
        assertThat(rules.rule("service.availabilityZoneRebalancing").removal()).isEmpty();
        assertThat(rules.rule("service.monitoring").removal()).isEmpty();
        assertThat(rules.rule("service.deploymentConfiguration.earlySuccessCriteria")
                        .removal())
                .isEmpty();
    }

    static Stream<Arguments> defaults() {
        KeyedPath port = CONTAINER.member("portMappings").key("80");
        KeyedPath deployment = KeyedPath.of("service", "deploymentConfiguration");
        String ports = "containerDefinitions: [{ name: app, portMappings: [{ containerPort: 80 }] }]";
        return Stream.of(
                arguments(CONTAINER.member("essential"), ports, new Flag(true)),
                arguments(CONTAINER.member("command"), ports, null),
                arguments(port.member("protocol"), ports, new Text("tcp")),
                arguments(port.member("hostPort"), ports, Numeral.of(0)),
                arguments(port.member("hostPort"), "networkMode: awsvpc, " + ports, Numeral.of(80)),
                arguments(KeyedPath.of("taskDefinition", "networkMode"), ports, new Text("bridge")),
                arguments(
                        CONTAINER.member("restartPolicy").member("restartAttemptPeriod"),
                        "containerDefinitions: [{ name: app, restartPolicy: { enabled: true } }]",
                        Numeral.of(300)),
                arguments(
                        CONTAINER.member("restartPolicy").member("restartAttemptPeriod"),
                        "containerDefinitions: [{ name: app, restartPolicy: { enabled: false } }]",
                        null),
                arguments(CONTAINER.member("healthCheck").member("interval"), ports, null),
                arguments(
                        deployment.member("maximumPercent"),
                        "deploymentConfiguration: { strategy: ROLLING }",
                        Numeral.of(200)),
                arguments(
                        deployment.member("maximumPercent"),
                        "schedulingStrategy: DAEMON, deploymentConfiguration: { strategy: ROLLING }",
                        Numeral.of(100)),
                arguments(
                        KeyedPath.of("service", "placementStrategy").index(0).member("field"),
                        "placementStrategy: [{ type: random }]",
                        null));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("defaults")
    void aDefaultDependsOnWhatSurroundsIt(KeyedPath path, String members, Value expected) {
        boolean task = path.startsWith(KeyedPath.of("taskDefinition"));
        Structure section = task ? Yaml.task(members) : Yaml.service(members);

        assertThat(rules.defaultOf(path, section)).isEqualTo(Optional.ofNullable(expected));
    }

    static Stream<Arguments> keys() {
        Value.Unresolved lookUp = new Value.Unresolved(new Reference("cfn", "a.b"));
        return Stream.of(
                arguments("taskDefinition.containerDefinitions", Map.of("name", new Text("app")), "app"),
                arguments("taskDefinition.containerDefinitions", Map.of("name", lookUp), "${cfn:a.b}"),
                arguments("taskDefinition.containerDefinitions", Map.of("image", new Text("a")), "7"),
                arguments(
                        "taskDefinition.containerDefinitions[].portMappings",
                        Map.of("containerPort", Numeral.of(80), "protocol", new Text("tcp")),
                        "80"),
                arguments(
                        "taskDefinition.containerDefinitions[].portMappings",
                        Map.of("containerPort", Numeral.of(80), "protocol", new Text("udp")),
                        "80,udp"),
                arguments(
                        "taskDefinition.containerDefinitions[].portMappings",
                        Map.of("containerPortRange", new Text("80-90")),
                        "80-90"),
                arguments(
                        "service.loadBalancers",
                        Map.of("containerName", new Text("app"), "containerPort", Numeral.of(80)),
                        "app,80"),
                arguments(
                        "service.deploymentConfiguration.lifecycleHooks",
                        Map.of(
                                "hookTargetArn",
                                new Text("f"),
                                "lifecycleStages",
                                new Sequence(List.of(new Text("B"), new Text("A")))),
                        "f,A+B"),
                arguments("service.placementStrategy", Map.of("type", new Text("random")), "7"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("keys")
    void anElementOfAnUnorderedListHasAKey(String list, Map<String, Value> element, String key) {
        assertThat(rules.keyOf(list, new Structure(element), 7)).isEqualTo(key);
    }

    @Test
    void anElementOfASetIsItsOwnKey() {
        String subnets = "service.networkConfiguration.awsvpcConfiguration.subnets";

        assertThat(rules.keyOf(subnets, new Text("subnet-1"), 0)).isEqualTo("subnet-1");
        assertThat(rules.elementPath(KeyedPath.of("service", "placementStrategy"), Structure.empty(), 2))
                .hasToString("service.placementStrategy[2]");
    }

    @Test
    void aRoleIsTheSameByItsNameAndByItsArn() {
        Text arn = new Text("arn:aws:iam::111122223333:role/app/shop");

        assertThat(rules.same("taskDefinition.taskRoleArn", new Text("shop"), arn))
                .isTrue();
        assertThat(rules.same("taskDefinition.taskRoleArn", arn, new Text("shop")))
                .isTrue();
        assertThat(rules.same("taskDefinition.taskRoleArn", arn, arn)).isTrue();
        assertThat(rules.same("taskDefinition.taskRoleArn", new Text("hop"), arn))
                .isFalse();
        assertThat(rules.same("taskDefinition.taskRoleArn", new Text("arn:aws:iam::444455556666:role/app/shop"), arn))
                .isFalse();
        assertThat(rules.same("taskDefinition.family", new Text("a"), new Text("A")))
                .isFalse();
        assertThat(rules.same("taskDefinition.cpu", new Text("1 vCPU"), new Text("1024")))
                .isTrue();
    }

    @Test
    void traitsSayWhatIsSpecial() {
        assertThat(rules.rule("taskDefinition.revision").has(Trait.OUTPUT)).isTrue();
        assertThat(rules.rule("service.deploymentConfiguration.deploymentCircuitBreaker")
                        .has(Trait.WHOLE))
                .isTrue();
        assertThat(rules.rule("taskDefinition.tags").has(Trait.SEPARATE)).isTrue();
        assertThat(rules.rule("taskDefinition.family").has(Trait.OUTPUT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a;one column",
                "a\t-\tsorted\t-\t-\t-\t-\t-\t-;no order of lists is called sorted",
                "a\t-\t-\t-\tfuzzy\t-\t-\t-\t-;no equality is called fuzzy",
                "a\t-\t-\t-\t-\todd\t-\t-\t-;no trait is called odd",
                "a\t-\t-\t-\t-\t-\tsoon\t-\t-;no effect is called soon"
            })
    void aRowThatIsWrongIsRefused(String line, String message) {
        assertThatThrownBy(() -> FieldRuleTable.parse(List.of("# head", "", line)))
                .hasMessageContaining(message.equals("one column") ? "not 9 columns" : message);
    }

    private static void paths(String path, Shape shape, Set<String> known) {
        known.add(path);
        if (shape instanceof Shape.ListShape list) {
            paths(path + "[]", list.element(), known);
        }
        if (shape instanceof Shape.MapShape map) {
            paths(path + "[]", map.value(), known);
        }
        if (shape instanceof StructureShape structure && !path.startsWith("service.deployments")) {
            for (Member member : structure.members().values()) {
                paths(path + "." + member.name(), member.shape(), known);
            }
        }
    }
}
