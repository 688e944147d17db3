package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.local.ecs.shape.Members;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/** Every member that the SDK has, found by its metadata, comes back from where it was sent. */
class EveryMemberTravelsTest {
    private final LocalEcs ecs = new LocalEcs();

    static Stream<String> membersOfATaskDefinition() {
        return members(RegisterTaskDefinitionRequest.builder(), Set.of("tags", "containerDefinitions"));
    }

    static Stream<String> membersOfAContainer() {
        return members(ContainerDefinition.builder(), Set.of());
    }

    /** The cluster and the token are never returned by these names, tags only when asked for. */
    static Stream<String> membersOfAService() {
        return members(CreateServiceRequest.builder(), Set.of("cluster", "clientToken", "tags", "role"));
    }

    @ParameterizedTest
    @MethodSource("membersOfATaskDefinition")
    void ofATaskDefinition(String member) {
        RegisterTaskDefinitionRequest.Builder request = base();
        set(request, member);
        if (member.equals("volumes")) {
            // All kinds of volume at once are no volume that ECS would have.
            assertThat(Members.copy(request.build(), TaskDefinition.builder())
                            .build()
                            .volumes())
                    .isEqualTo(request.build().volumes());
            return;
        }

        assertTravels(member, json(request.build()), json(ecs.register(request.build())));
    }

    @ParameterizedTest
    @MethodSource("membersOfAContainer")
    void ofAContainer(String member) {
        ContainerDefinition.Builder container =
                ContainerDefinition.builder().name("c").image("i");
        set(container, member);
        RegisterTaskDefinitionRequest request = base().memory("64")
                .volumes(Volume.builder().name("7").build())
                .containerDefinitions(Stream.of(container.build(), other("7"))
                        .filter(each -> !(member.equals("name") && each.image().equals("other")))
                        .toList())
                .build();

        TaskDefinition registered = ecs.register(request);

        ContainerDefinition back = registered.containerDefinitions().stream()
                .filter(each -> !each.image().equals("other"))
                .findFirst()
                .orElseThrow();
        assertTravels(member, json(container.build()), json(back));
    }

    @ParameterizedTest
    @MethodSource("membersOfAService")
    void ofAService(String member) {
        List<Supplier<CreateServiceRequest.Builder>> bases = List.of(
                () -> service(NetworkMode.BRIDGE, false),
                () -> service(NetworkMode.AWSVPC, false),
                () -> service(NetworkMode.BRIDGE, true),
                () -> service(NetworkMode.BRIDGE, false)
                        .loadBalancers(LoadBalancer.builder()
                                .containerName("7")
                                .containerPort(7)
                                .build()));
        Set<String> refusals = new TreeSet<>();
        for (Supplier<CreateServiceRequest.Builder> base : bases) {
            CreateServiceRequest.Builder request = base.get();
            set(request, member);
            if (member.equals("deploymentConfiguration")) {
                request.deploymentConfiguration(request.build().deploymentConfiguration().toBuilder()
                        .linearConfiguration((LinearConfiguration) null)
                        .canaryConfiguration((CanaryConfiguration) null)
                        .build());
            }
            if (member.equals("taskDefinition")) {
                request.taskDefinition("bridge:1");
            }
            try {
                Service created = ecs.create(request.build());
                Stream<SdkPojo> shown = Stream.of(
                        created,
                        created.deployments().get(0),
                        revisions(created).serviceRevisions().get(0));
                JsonNode given = json(request.build());
                assertThat(shown.map(EveryMemberTravelsTest::json))
                        .anyMatch(shape -> shape.field(member)
                                .filter(back ->
                                        contains(member, given.field(member).orElseThrow(), back))
                                .isPresent());
                return;
            } catch (ApiException refusal) {
                refusals.add(refusal.getMessage());
            }
        }
        throw new AssertionError("no service may have " + member + ": " + refusals);
    }

    @Test
    void allOfThemTogetherThroughTheCopy() {
        RegisterTaskDefinitionRequest.Builder request = RegisterTaskDefinitionRequest.builder();
        request.sdkFields().forEach(field -> SyntheticShape.fill(request, field));

        TaskDefinition copy =
                Members.copy(request.build(), TaskDefinition.builder()).build();

        assertThat(request.build().sdkFields())
                .filteredOn(field -> !field.memberName().equals("tags"))
                .allSatisfy(field -> assertThat(Members.get(copy, field.memberName()))
                        .isNotNull()
                        .isEqualTo(Members.get(request.build(), field.memberName())));
    }

    private DescribeServiceRevisionsResponse revisions(Service service) {
        return ecs.call(DescribeServiceRevisionsRequest.builder()
                .serviceRevisionArns(service.currentServiceRevisions().get(0).arn())
                .build());
    }

    private CreateServiceRequest.Builder service(NetworkMode mode, boolean launchVolume) {
        ecs.register(base().family(mode.toString())
                .networkMode(mode)
                .containerDefinitions(other("7").toBuilder()
                        .essential(true)
                        .portMappings(PortMapping.builder().containerPort(7).build())
                        .build())
                .volumes(
                        launchVolume
                                ? List.of(Volume.builder()
                                        .name("7")
                                        .configuredAtLaunch(true)
                                        .build())
                                : List.of())
                .build());
        return CreateServiceRequest.builder()
                .serviceName("s")
                .schedulingStrategy(SchedulingStrategy.REPLICA)
                .desiredCount(1)
                .taskDefinition(mode.toString());
    }

    private static RegisterTaskDefinitionRequest.Builder base() {
        return RegisterTaskDefinitionRequest.builder().family("f").containerDefinitions(other("c"));
    }

    private static ContainerDefinition other(String name) {
        return ContainerDefinition.builder()
                .name(name)
                .image("other")
                .essential(name.equals("c"))
                .memoryReservation(7)
                .build();
    }

    private static Stream<String> members(SdkPojo builder, Set<String> besides) {
        return builder.sdkFields().stream().map(SdkField::memberName).filter(member -> !besides.contains(member));
    }

    private static void set(SdkPojo builder, String member) {
        builder.sdkFields().stream()
                .filter(field -> field.memberName().equals(member))
                .forEach(field -> SyntheticShape.fill(builder, field));
    }

    private static void assertTravels(String member, JsonNode given, JsonNode back) {
        assertThat(given.field(member)).isPresent();
        assertThat(back.field(member)).isPresent();
        assertThat(contains(
                        member,
                        given.field(member).orElseThrow(),
                        back.field(member).orElseThrow()))
                .as("%s: %s in %s", member, given.field(member), back.field(member))
                .isTrue();
    }

    /** Whether all that was given is there; the server adds defaults and has its own order. */
    private static boolean contains(String member, JsonNode given, JsonNode back) {
        if (member.equals("taskDefinition")) {
            return back.asString().endsWith("/" + given.asString());
        }
        if (given.isObject()) {
            return back.isObject()
                    && given.asObject().entrySet().stream()
                            .allMatch(entry -> back.field(entry.getKey())
                                    .filter(value -> contains(entry.getKey(), entry.getValue(), value))
                                    .isPresent());
        }
        if (given.isArray()) {
            return back.isArray()
                    && given.asArray().stream()
                            .allMatch(element ->
                                    back.asArray().stream().anyMatch(candidate -> contains("", element, candidate)));
        }
        return given.text() == null ? given.equals(back) : given.text().equals(back.text());
    }

    private static JsonNode json(SdkPojo shape) {
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(shape, json);
        return JsonNode.parser().parse(json.getBytes());
    }
}
