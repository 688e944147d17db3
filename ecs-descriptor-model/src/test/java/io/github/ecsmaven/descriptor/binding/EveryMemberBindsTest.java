package io.github.ecsmaven.descriptor.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.AutoScalingShapes;
import io.github.ecsmaven.descriptor.shape.EcrShapes;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Walks the SDK's metadata: each member of each structure is written as YAML, bound, sent to the SDK and read back. */
class EveryMemberBindsTest {
    /** A structure, what makes it from a value, and how many leaves it has at least. */
    static Stream<Arguments> structures() {
        Function<Value.Structure, SdkPojo> register = it -> SdkValues.to(it, RegisterTaskDefinitionRequest.builder());
        Function<Value.Structure, SdkPojo> create = it -> SdkValues.to(it, CreateServiceRequest.builder());
        Function<Value.Structure, SdkPojo> update = it -> SdkValues.to(it, UpdateServiceRequest.builder());
        Function<Value.Structure, SdkPojo> task = it -> SdkValues.to(it, TaskDefinition.builder());
        Function<Value.Structure, SdkPojo> service = it -> SdkValues.to(it, Service.builder());
        Function<Value.Structure, SdkPojo> target = it -> SdkValues.to(it, RegisterScalableTargetRequest.builder());
        Function<Value.Structure, SdkPojo> policy = it -> SdkValues.to(it, PutScalingPolicyRequest.builder());
        Function<Value.Structure, SdkPojo> action = it -> SdkValues.to(it, PutScheduledActionRequest.builder());
        Function<Value.Structure, SdkPojo> repository = it -> SdkValues.to(it, CreateRepositoryRequest.builder());
        return Stream.of(
                arguments(AutoScalingShapes.registerScalableTarget(), target, 9),
                arguments(AutoScalingShapes.putScalingPolicy(), policy, 60),
                arguments(AutoScalingShapes.putScheduledAction(), action, 9),
                arguments(EcrShapes.createRepository(), repository, 9),
                arguments(EcsShapes.registerTaskDefinition(), register, 120),
                arguments(EcsShapes.createService(), create, 90),
                arguments(EcsShapes.updateService(), update, 80),
                arguments(EcsShapes.taskDefinition(), task, 120),
                arguments(EcsShapes.service(), service, 120));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void everyLeafBindsAloneAndComesBackFromTheSdk(
            StructureShape shape, Function<Value.Structure, SdkPojo> toSdk, int leastLeaves) {
        List<String> leaves = new ArrayList<>();
        leaves(shape, "", leaves);

        assertThat(leaves).hasSizeGreaterThan(leastLeaves);
        assertThat(leaves).allSatisfy(json -> {
            Value.Structure bound = bind(json, shape);
            assertThat(SdkValues.from(toSdk.apply(bound))).isEqualTo(bound);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void allLeavesTogetherBindAndComeBackFromTheSdk(
            StructureShape shape, Function<Value.Structure, SdkPojo> toSdk, int leastLeaves) {
        Value.Structure bound = bind(sample(shape), shape);

        assertThat(bound.members()).hasSameSizeAs(shape.members().keySet());
        assertThat(SdkValues.from(toSdk.apply(bound))).isEqualTo(bound);
    }

    @Test
    void shapesAreNamedAsInTheApi() {
        assertThat(EcsShapes.registerTaskDefinition()).hasToString("RegisterTaskDefinitionRequest");
        assertThat(EcsShapes.service().name()).isEqualTo("Service");
        Member containers = EcsShapes.registerTaskDefinition()
                .member("containerDefinitions")
                .orElseThrow();
        assertThat(((Shape.ListShape) containers.shape()).element()).hasToString("ContainerDefinition");
    }

    private static Value.Structure bind(String json, StructureShape shape) {
        SourceDocument document =
                SourceDocument.read(SourceFile.of("test.json", json.getBytes(StandardCharsets.UTF_8)));
        Problems problems = new Problems(position -> Optional.empty());
        Interpolator interpolator = new Interpolator(new Descriptors(Path.of("")).source());
        Optional<Value> bound = new Binder(FieldRules.load(), interpolator, problems)
                .bind(document.root().orElseThrow(), shape, KeyedPath.of("taskDefinition"));
        assertThat(problems.sorted()).as(json).isEmpty();
        return (Value.Structure) bound.orElseThrow();
    }

    /** One document for each leaf of a shape, holding that leaf alone. */
    private static void leaves(StructureShape shape, String around, List<String> documents) {
        String frame = around.isEmpty() ? "%s" : around;
        for (Member member : shape.members().values()) {
            leaves(member.shape(), frame.formatted("{\"" + member.name() + "\": %s}"), documents);
        }
    }

    private static void leaves(Shape shape, String frame, List<String> documents) {
        if (shape instanceof StructureShape structure) {
            leaves(structure, frame, documents);
        } else if (shape instanceof Shape.ListShape list) {
            leaves(list.element(), frame.formatted("[%s]"), documents);
            documents.add(frame.formatted("[]"));
        } else if (shape instanceof Shape.MapShape map) {
            leaves(map.value(), frame.formatted("{\"Some-Key\": %s}"), documents);
            documents.add(frame.formatted("{}"));
        } else {
            documents.add(frame.formatted(sample(shape)));
        }
    }

    private static String sample(Shape shape) {
        if (shape instanceof StructureShape structure) {
            List<String> members = structure.members().values().stream()
                    .map(member -> "\"" + member.name() + "\": " + sample(member.shape()))
                    .toList();
            return "{" + String.join(", ", members) + "}";
        }
        if (shape instanceof Shape.ListShape list) {
            return "[" + sample(list.element()) + "]";
        }
        if (shape instanceof Shape.MapShape map) {
            return "{\"Some-Key\": " + sample(map.value()) + "}";
        }
        return switch (((Shape.ScalarShape) shape).kind()) {
            case TEXT -> "\"any text\"";
            case INTEGER -> "2147483647";
            case LONG -> "9223372036854775807";
            case DECIMAL -> "12.5";
            case BOOLEAN -> "true";
            case INSTANT -> "\"2026-01-31T12:00:00.123Z\"";
            case DOCUMENT -> "{\"a\": [1, 2.5, true, \"text\", {\"b\": \"c\"}, null]}";
        };
    }
}
