package io.github.ecsmaven.benchmarks;

import io.github.ecsmaven.benchmarks.LargeTaskDefinition.Form;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.DeployCondition;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.IdentitySettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnInProgress;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.RolloutSettings;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.SourceMap;
import io.github.ecsmaven.descriptor.value.SdkValues;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Both sides of a comparison of {@link LargeTaskDefinition}. */
final class DiffInput {
    static final String ACCOUNT = "111122223333";
    private static final String REVISION = "arn:aws:ecs:eu-west-1:111122223333:task-definition/large:1";

    private DiffInput() {}

    /** JSON to the SDK's model, by the field metadata alone: less than a client does with an answer. */
    static SdkPojo bound(byte[] json, SdkPojo builder) {
        return ShapeJson.read(JsonNode.parser().parse(new String(json, StandardCharsets.UTF_8)), builder);
    }

    /** The live side. */
    static LiveState live(SdkPojo taskDefinition) {
        return new LiveState(
                new LiveState.LiveTaskDefinition(REVISION, SdkValues.from(taskDefinition), Map.of()), null);
    }

    /** What ECS returned. */
    static SdkPojo returned(byte[] json) {
        return bound(json, TaskDefinition.builder());
    }

    /** The descriptor's side. */
    static DeploymentDescriptor descriptor(byte[] json) {
        Value.Structure wanted = SdkValues.from(bound(json, RegisterTaskDefinitionRequest.builder()));
        return new DeploymentDescriptor(
                "large",
                List.of(),
                null,
                "eu-west-1",
                "default",
                DeployCondition.always(),
                new IdentitySettings(
                        "arn:aws:iam::111122223333:role/deployer",
                        new WebIdentitySettings("auto", "sts.amazonaws.com", null, null),
                        List.of()),
                wanted,
                null,
                new RolloutSettings(null, OnFailure.ROLLBACK, OnInProgress.FAIL),
                Map.of(),
                List.of(),
                new SourceMap(Map.of()));
    }

    static byte[] wantedJson(String value) {
        return LargeTaskDefinition.json(Form.AS_WRITTEN, value);
    }

    static byte[] returnedJson(String value) {
        return LargeTaskDefinition.json(Form.AS_RETURNED, value);
    }
}
