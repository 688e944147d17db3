package io.github.ecsmaven.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

class ShapeQueryTest {
    @Test
    void listsAreNumberedMembersAndStructuresAreDotted() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("RoleArn", "arn:aws:iam::000000000000:role/deployer");
        parameters.put("DurationSeconds", "900");
        parameters.put("PolicyArns.member.1.arn", "first");
        parameters.put("PolicyArns.member.2.arn", "second");
        parameters.put("Tags.member.1.Key", "team");
        parameters.put("Tags.member.1.Value", "checkout");
        parameters.put("Unknown", "ignored");

        assertThat(ShapeQuery.read(parameters, AssumeRoleRequest.builder()))
                .isEqualTo(AssumeRoleRequest.builder()
                        .roleArn("arn:aws:iam::000000000000:role/deployer")
                        .durationSeconds(900)
                        .policyArns(arn("first"), arn("second"))
                        .tags(List.of(
                                Tag.builder().key("team").value("checkout").build()))
                        .build());
    }

    @Test
    void mapsAreNumberedEntries() {
        Map<String, String> parameters = Map.of(
                "dockerLabels.entry.1.key", "team",
                "dockerLabels.entry.1.value", "checkout",
                "essential", "true");

        assertThat(ShapeQuery.read(parameters, ContainerDefinition.builder()))
                .isEqualTo(ContainerDefinition.builder()
                        .dockerLabels(Map.of("team", "checkout"))
                        .essential(true)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"cpu,many", "cpu,3000000000", "essential,yes"})
    void aValueOfAnotherTypeIsRefused(String member, String value) {
        assertThatThrownBy(() -> ShapeQuery.read(Map.of(member, value), ContainerDefinition.builder()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("MalformedInput"))
                .hasMessageContaining(member);
    }

    @Test
    void aTimestampIsIso8601() {
        assertThat(ShapeQuery.read(Map.of("createdAt", "2026-01-02T03:04:05Z"), Task.builder()))
                .hasToString("Task(CreatedAt=2026-01-02T03:04:05Z)");
        assertThatThrownBy(() -> ShapeQuery.read(Map.of("createdAt", "today"), Task.builder()))
                .isInstanceOf(ApiException.class);
    }

    private static PolicyDescriptorType arn(String arn) {
        return PolicyDescriptorType.builder().arn(arn).build();
    }
}
