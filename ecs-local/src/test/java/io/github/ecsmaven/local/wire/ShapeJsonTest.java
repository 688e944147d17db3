package io.github.ecsmaven.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class ShapeJsonTest {
    static Stream<Arguments> shapesAndSeeds() {
        List<Supplier<? extends SdkPojo>> builders = List.of(
                RegisterTaskDefinitionRequest::builder,
                CreateServiceRequest::builder,
                UpdateServiceRequest::builder,
                CreateServiceResponse::builder,
                DescribeServicesResponse::builder,
                DescribeTaskDefinitionResponse::builder,
                DescribeTasksResponse::builder,
                DescribeServiceDeploymentsResponse::builder,
                DescribeServiceRevisionsResponse::builder);
        return builders.stream()
                .flatMap(builder -> IntStream.range(0, 10).mapToObj(seed -> Arguments.of(builder, seed)));
    }

    @ParameterizedTest
    @MethodSource("shapesAndSeeds")
    void whatIsWrittenIsReadBackEqual(Supplier<? extends SdkPojo> builder, long seed) {
        SdkPojo shape = new RandomShape(seed).fill(builder.get());

        SdkPojo back = ShapeJson.read(JsonNode.parser().parse(text(shape)), builder.get());

        assertThat(back.equalsBySdkFields(shape)).as(text(shape)).isTrue();
    }

    @Test
    void membersThatAreNotSetAreNotWrittenAndAnExplicitEmptyListIs() {
        RegisterTaskDefinitionRequest shape = RegisterTaskDefinitionRequest.builder()
                .family("shop")
                .volumes(List.of())
                .build();

        assertThat(text(shape)).isEqualTo("{\"family\":\"shop\",\"volumes\":[]}");
    }

    @Test
    void aTimestampIsEpochSecondsWithDecimals() {
        TaskDefinition shape = TaskDefinition.builder()
                .registeredAt(Instant.ofEpochMilli(1_700_000_000_123L))
                .build();

        assertThat(text(shape)).isEqualTo("{\"registeredAt\":1700000000.123}");
        TaskDefinition back = read(text(shape), TaskDefinition.builder());
        assertThat(back).isEqualTo(shape);
    }

    @Test
    void enumValuesThatTheSdkDoesNotKnowAreKept() {
        TaskDefinition shape = read("{\"networkMode\":\"quantum\"}", TaskDefinition.builder());

        assertThat(shape.networkModeAsString()).isEqualTo("quantum");
        assertThat(text(shape)).isEqualTo("{\"networkMode\":\"quantum\"}");
    }

    @Test
    void unknownMembersAndNullsAreIgnored() {
        RegisterTaskDefinitionRequest shape = read(
                "{\"family\":\"shop\",\"cpu\":null,\"colour\":{\"red\":[1]}}", RegisterTaskDefinitionRequest.builder());

        assertThat(shape)
                .isEqualTo(
                        RegisterTaskDefinitionRequest.builder().family("shop").build());
    }

    @Test
    void aNullInAListStaysOne() {
        RegisterTaskDefinitionRequest shape =
                read("{\"requiresCompatibilities\":[\"FARGATE\",null]}", RegisterTaskDefinitionRequest.builder());

        assertThat(shape.requiresCompatibilitiesAsStrings()).containsExactly("FARGATE", null);
        assertThat(text(shape)).isEqualTo("{\"requiresCompatibilities\":[\"FARGATE\",null]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"family":1}                                 | NUMBER_VALUE cannot be converted to String
                    {"family":true}                              | TRUE_VALUE cannot be converted to String
                    {"family":{}}                                | Start of structure or map found where not expected.
                    {"family":[]}                                | Start of list found where not expected
                    {"volumes":"data"}                           | Expected list or null
                    {"volumes":["data"]}                         | Expected null
                    {"containerDefinitions":[{"cpu":"256"}]}     | STRING_VALUE cannot be converted to Integer
                    {"containerDefinitions":[{"cpu":256.5}]}     | NUMBER_VALUE cannot be converted to Integer
                    {"containerDefinitions":[{"cpu":3000000000}]}| NUMBER_VALUE cannot be converted to Integer
                    {"containerDefinitions":[{"cpu":1e99999}]}   | NUMBER_VALUE cannot be converted to Integer
                    {"containerDefinitions":[{"essential":"no"}]}| STRING_VALUE cannot be converted to Boolean
                    {"containerDefinitions":[{"essential":0}]}   | NUMBER_VALUE cannot be converted to Boolean
                    {"containerDefinitions":[{"dockerLabels":[]}]}| Expected map or null
                    {"containerDefinitions":[{"dockerLabels":{"a":false}}]}| FALSE_VALUE cannot be converted to String
                    []                                           | Expected null
                    """)
    void aValueOfAnotherTypeIsRefusedAsAwsDoes(String json, String message) {
        assertThatThrownBy(() -> read(json, RegisterTaskDefinitionRequest.builder()))
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("SerializationException");
                    assertThat(refusal.status()).isEqualTo(400);
                })
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"1e99", "-1e99", "1e-999999999", "\"2026-01-01T00:00:00Z\""})
    void aTimestampThatIsNoneIsRefused(String value) {
        assertThatThrownBy(() -> read("{\"registeredAt\":" + value + "}", TaskDefinition.builder()))
                .isInstanceOf(ApiException.class)
                .hasMessageEndingWith("cannot be converted to Timestamp");
    }

    @Test
    void anIntegerMayBeWrittenWithAnExponent() {
        RegisterTaskDefinitionRequest shape =
                read("{\"containerDefinitions\":[{\"cpu\":2.56e2}]}", RegisterTaskDefinitionRequest.builder());

        assertThat(shape.containerDefinitions().get(0).cpu()).isEqualTo(256);
    }

    private static <T> T read(String json, SdkPojo builder) {
        return ShapeJson.read(JsonNode.parser().parse(json), builder);
    }

    private static String text(SdkPojo shape) {
        JsonWriter json = JsonWriter.create();
        ShapeJson.write(shape, json);
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }
}
