package io.github.ecsmaven.deployer.plan;

import static io.github.ecsmaven.deployer.plan.Fixtures.descriptor;
import static io.github.ecsmaven.deployer.plan.Fixtures.live;
import static io.github.ecsmaven.deployer.plan.Fixtures.service;
import static io.github.ecsmaven.deployer.plan.Fixtures.taskDefinition;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

class PlannerTest {
    private final Planner planner = new Planner(FieldRules.load());

    @Test
    void whatIsNotThereIsRegisteredAndCreated() {
        var plan = planner.plan(
                descriptor(
                        taskDefinition(c -> c).build(),
                        service(s -> s.desiredCount(2)).build()),
                Fixtures.nothing(),
                Fixtures.ACCOUNT);
        assertThat(operations(plan)).containsExactly("ecs:RegisterTaskDefinition", "ecs:CreateService");
        assertThat(paths(plan))
                .contains("taskDefinition.containerDefinitions[app].image", "service.desiredCount")
                .doesNotContain("service.serviceName");
    }

    @Test
    void theSameAgainIsNothing() {
        var definition = taskDefinition(c -> c).build();
        var wanted = service(s -> s.desiredCount(2)).build();
        var plan = planner.plan(descriptor(definition, wanted), live(definition, wanted), Fixtures.ACCOUNT);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.differs()).isFalse();
    }

    @Test
    void whatAwsFillsInIsNoDifference() {
        var wanted = taskDefinition(c -> c.portMappings(port(p -> p.containerPort(8080))))
                .build();
        var returned = taskDefinition(c -> c.cpu(0)
                        .essential(true)
                        .environment(List.of())
                        .mountPoints(List.of())
                        .volumesFrom(List.of())
                        .portMappings(
                                port(p -> p.containerPort(8080).hostPort(8080).protocol("tcp"))))
                .build();
        var plan = planner.plan(
                descriptor(wanted, service(s -> {}).build()),
                live(returned, service(s -> s.healthCheckGracePeriodSeconds(0)).build()),
                Fixtures.ACCOUNT);
        assertThat(paths(plan)).isEmpty();
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void whatAwsFillsInForTheStrategyIsNoDifference() {
        var definition = taskDefinition(c -> c).build();
        var wanted = service(s -> s.deploymentConfiguration(deployment -> deployment
                        .strategy("CANARY")
                        .canaryConfiguration(canary -> canary.canaryBakeTimeInMinutes(11))))
                .build();
        var returned = service(s -> s.deploymentConfiguration(deployment -> deployment
                        .strategy("CANARY")
                        .canaryConfiguration(canary -> canary.canaryPercent(5.0).canaryBakeTimeInMinutes(11))))
                .build();
        var plan = planner.plan(descriptor(definition, wanted), live(definition, returned), Fixtures.ACCOUNT);
        assertThat(plan.differs()).isFalse();
    }

    @Test
    void aChangedEnvironmentVariableIsOneLineAndRollsTheTasks() {
        var plan = planner.plan(
                descriptor(
                        taskDefinition(c -> c.environment(variable("B", "2"), variable("A", "new")))
                                .build(),
                        service(s -> {}).build()),
                live(
                        taskDefinition(c -> c.environment(variable("A", "old"), variable("B", "2")))
                                .build(),
                        service(s -> {}).build()),
                Fixtures.ACCOUNT);
        assertThat(paths(plan)).containsExactly("taskDefinition.containerDefinitions[app].environment[A].value");
        assertThat(leaves(plan)).allMatch(leaf -> leaf.effect() == Effect.ROLLS_TASKS);
        assertThat(operations(plan)).containsExactly("ecs:RegisterTaskDefinition", "ecs:UpdateService");
        var update = (Action.UpdateService) plan.actions().get(1);
        assertThat(update.revision()).isEqualTo(new RevisionReference.NewRevision());
        assertThat(update.request().members()).isEmpty();
    }

    @Test
    void aContainerThatIsNoLongerWantedIsRemovedWhole() {
        var plan = planner.plan(
                descriptor(taskDefinition(c -> c).build(), null),
                new LiveState(
                        Fixtures.revision(taskDefinition(c -> c)
                                .containerDefinitions(
                                        container(c -> c.name("app").image("orders:1")),
                                        container(c -> c.name("sidecar")
                                                .image("proxy:3")
                                                .user("proxy")))
                                .build()),
                        null),
                Fixtures.ACCOUNT);
        assertThat(paths(plan))
                .containsExactlyInAnyOrder(
                        "taskDefinition.containerDefinitions[sidecar].name",
                        "taskDefinition.containerDefinitions[sidecar].image",
                        "taskDefinition.containerDefinitions[sidecar].user");
        assertThat(leaves(plan)).allMatch(Difference.Removed.class::isInstance);
    }

    @Test
    void onlyWhatChangesOfAServiceIsSent() {
        var definition = taskDefinition(c -> c).build();
        var plan = planner.plan(
                descriptor(
                        definition,
                        service(s -> s.desiredCount(3)
                                        .healthCheckGracePeriodSeconds(30)
                                        .enableExecuteCommand(false))
                                .build()),
                live(
                        definition,
                        service(s -> s.desiredCount(3).healthCheckGracePeriodSeconds(0))
                                .build()),
                Fixtures.ACCOUNT);
        assertThat(paths(plan)).containsExactly("service.healthCheckGracePeriodSeconds");
        var update = (Action.UpdateService) plan.actions().get(0);
        assertThat(update.request().members()).containsOnlyKeys("healthCheckGracePeriodSeconds");
        assertThat(update.revision()).isEqualTo(new RevisionReference.Unchanged());
        assertThat(update.startsDeployment()).isEqualTo(Action.StartsDeployment.NO);
        assertThat(leaves(plan).get(0))
                .isEqualTo(new Difference.Changed(
                        leaves(plan).get(0).path(), Value.Numeral.of(0), Value.Numeral.of(30), Effect.IN_PLACE));
    }

    @Test
    void whatTheDescriptorLeavesOutIsUnmanagedAndKept() {
        var definition = taskDefinition(c -> c).build();
        var plan = planner.plan(
                descriptor(definition, service(s -> {}).build()),
                live(definition, service(s -> s.desiredCount(6)).build()),
                Fixtures.ACCOUNT);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.unmanaged().keySet()).extracting(Object::toString).containsExactly("service.desiredCount");
    }

    @Test
    void aMergedStructureIsComparedChildByChild() {
        var definition = taskDefinition(c -> c).build();
        var plan = planner.plan(
                descriptor(
                        definition,
                        service(s -> s.deploymentConfiguration(d -> d.minimumHealthyPercent(50)))
                                .build()),
                live(
                        definition,
                        service(s -> s.deploymentConfiguration(
                                        d -> d.minimumHealthyPercent(100).maximumPercent(150)))
                                .build()),
                Fixtures.ACCOUNT);
        assertThat(paths(plan)).containsExactly("service.deploymentConfiguration.minimumHealthyPercent");
        var update = (Action.UpdateService) plan.actions().get(0);
        assertThat(update.request().members().get("deploymentConfiguration"))
                .isEqualTo(new Value.Structure(Map.of("minimumHealthyPercent", Value.Numeral.of(50))));
    }

    @ParameterizedTest
    @CsvSource({
        "healthCheckGracePeriodSeconds, 30, 0",
        "propagateTags, SERVICE, NONE",
        "platformVersion, 1.4.0, LATEST",
    })
    void anExplicitNullSendsWhatPutsTheMemberBackToItsDefault(String member, String livesAs, String sent) {
        var definition = taskDefinition(c -> c).build();
        Map<String, Value> members =
                new LinkedHashMap<>(SdkValues.from(service(s -> {}).build()).members());
        Map<String, Value> live = new LinkedHashMap<>(members);
        members.put(member, new Value.Cleared());
        live.put(member, scalar(livesAs));
        var state = new LiveState(
                Fixtures.revision(definition),
                new LiveState.LiveService(
                        Fixtures.SERVICE,
                        LiveState.Status.ACTIVE,
                        new Value.Structure(live),
                        Fixtures.REVISION,
                        Map.of(),
                        Set.of(),
                        null));
        var plan = planner.plan(
                descriptor(SdkValues.from(definition), new Value.Structure(members)), state, Fixtures.ACCOUNT);
        var update = (Action.UpdateService) plan.actions().get(0);
        assertThat(update.request().members()).containsExactly(Map.entry(member, scalar(sent)));
    }

    @Test
    void aChangeThatNeedsAReplacementIsRefusedWithTheWayOut() {
        var definition = taskDefinition(c -> c).build();
        var plan = planner.plan(
                descriptor(
                        definition, service(s -> s.schedulingStrategy("DAEMON")).build()),
                live(definition, service(s -> s.schedulingStrategy("REPLICA")).build()),
                Fixtures.ACCOUNT);
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.path()).hasToString("service.schedulingStrategy");
            assertThat(refusal.wayOut()).contains("another serviceName");
        });
        assertThat(plan.differs()).isTrue();
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void tagsThatDifferAreWrittenAndOthersTagsAreLeftAlone() {
        var definition = taskDefinition(c -> c).build();
        var wanted = service(s -> {}).build();
        var plan = planner.plan(
                Fixtures.withTags(descriptor(definition, wanted), Map.of("team", "checkout")),
                live(definition, wanted),
                Fixtures.ACCOUNT);
        assertThat(plan.actions())
                .containsExactlyInAnyOrder(
                        new Action.TagResource(Fixtures.REVISION, Map.of("team", "checkout")),
                        new Action.TagResource(Fixtures.SERVICE, Map.of("team", "checkout")));
    }

    @Test
    void whatOthersOwnIsNoDifference() {
        var plan = planner.plan(
                Fixtures.ignoring(
                        descriptor(
                                taskDefinition(c -> c).build(),
                                service(s -> s.desiredCount(2)).build()),
                        "taskDefinition.containerDefinitions[*].image",
                        "service.desiredCount"),
                live(
                        taskDefinition(c -> c.image("orders:elsewhere")).build(),
                        service(s -> s.desiredCount(9)).build()),
                Fixtures.ACCOUNT);
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void whatOthersOwnIsSentAsItIsWhenSomethingBesideItChanges() {
        var plan = planner.plan(
                Fixtures.ignoring(
                        descriptor(
                                taskDefinition(c -> c.image("orders:2").environment(variable("A", "mine")))
                                        .build(),
                                service(s -> {}).build()),
                        "taskDefinition.containerDefinitions[app].environment",
                        "taskDefinition.containerDefinitions[proxy]"),
                live(
                        taskDefinition(c -> c)
                                .containerDefinitions(
                                        container(c -> c.name("app")
                                                .image("orders:1")
                                                .environment(variable("A", "theirs"), variable("B", "theirs"))),
                                        container(c -> c.name("proxy").image("proxy:7")))
                                .build(),
                        service(s -> {}).build()),
                Fixtures.ACCOUNT);
        assertThat(paths(plan)).containsExactly("taskDefinition.containerDefinitions[app].image");
        var register = (Action.RegisterTaskDefinition) plan.actions().get(0);
        var sent = SdkValues.to(register.request(), RegisterTaskDefinitionRequest.builder());
        assertThat(sent.containerDefinitions())
                .extracting(ContainerDefinition::image)
                .containsExactly("orders:2", "proxy:7");
        assertThat(sent.containerDefinitions().get(0).environment())
                .extracting(KeyValuePair::value)
                .containsExactly("theirs", "theirs");
    }

    @Test
    void aNewServiceWithoutACountIsRefusedBeforeAnythingIsRegistered() {
        var plan = planner.plan(
                descriptor(taskDefinition(c -> c).build(), service(s -> {}).build()),
                Fixtures.nothing(),
                Fixtures.ACCOUNT);
        assertThat(plan.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.path()).hasToString("service.desiredCount"));
    }

    @Test
    void childrenOfAMergedStructureThatTheDescriptorLeavesOutAreShownAsKept() {
        var definition = taskDefinition(c -> c).build();
        var plan = planner.plan(
                descriptor(
                        definition,
                        service(s -> s.deploymentConfiguration(d -> d.minimumHealthyPercent(50)))
                                .build()),
                live(
                        definition,
                        service(s -> s.deploymentConfiguration(d -> d.minimumHealthyPercent(50)
                                        .deploymentCircuitBreaker(
                                                b -> b.enable(true).rollback(true))))
                                .build()),
                Fixtures.ACCOUNT);
        assertThat(plan.unmanaged().keySet())
                .extracting(Object::toString)
                .containsExactly("service.deploymentConfiguration.deploymentCircuitBreaker");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESSFUL, same, Settled",
        "SUCCESSFUL, other, Settled",
        "IN_PROGRESS, same, Adopted",
        "PENDING, same, Adopted",
        "IN_PROGRESS, other, Foreign",
        "ROLLBACK_IN_PROGRESS, other, Foreign",
        "STOPPED, same, EndedBadly",
        "STOPPED, other, Settled",
        "ROLLBACK_FAILED, same, EndedBadly",
    })
    void theCurrentDeploymentIsJudgedEvenWhenNothingIsToBeWritten(String status, String target, String judgement) {
        var definition = taskDefinition(c -> c).build();
        var other = taskDefinition(c -> c.image("orders:other")).build();
        var wanted = service(s -> {}).build();
        var plan = planner.plan(
                descriptor(definition, wanted),
                live(
                        target.equals("same") ? definition : other,
                        wanted,
                        new LiveDeployment("arn:deployment", status, "", "arn:revision")),
                Fixtures.ACCOUNT);
        assertThat(plan.judgement().getClass().getSimpleName()).isEqualTo(judgement);
    }

    @ParameterizedTest
    @CsvSource({"ROLLBACK_SUCCESSFUL, Settled", "STOPPED, Settled", "ROLLBACK_IN_PROGRESS, Foreign"})
    void anEarlierDeploymentWithAnotherTargetSaysNothingAboutThisOne(String status, String judgement) {
        var definition = taskDefinition(c -> c).build();
        var wanted = service(s -> {}).build();
        var plan = planner.plan(
                descriptor(definition, wanted),
                live(definition, wanted, new LiveDeployment("arn:deployment", status, "", "arn:rolled-back-revision")),
                Fixtures.ACCOUNT);
        assertThat(plan.judgement().getClass().getSimpleName()).isEqualTo(judgement);
    }

    private static Value scalar(String text) {
        return text.matches("[0-9]+") ? Value.Numeral.of(Long.parseLong(text)) : new Value.Text(text);
    }

    private static PortMapping port(UnaryOperator<PortMapping.Builder> settings) {
        return settings.apply(PortMapping.builder()).build();
    }

    private static ContainerDefinition container(UnaryOperator<ContainerDefinition.Builder> settings) {
        return settings.apply(ContainerDefinition.builder()).build();
    }

    private static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    private static List<String> operations(DeploymentPlan plan) {
        return plan.actions().stream().map(Action::operation).toList();
    }

    private static List<Difference.Leaf> leaves(DeploymentPlan plan) {
        return plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .toList();
    }

    private static List<String> paths(DeploymentPlan plan) {
        return leaves(plan).stream().map(leaf -> leaf.path().toString()).toList();
    }
}
