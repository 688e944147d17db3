package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * Why ecs-local refuses a file as it is, sent as a client of AWS sends it. Clients refuse what the service's model does
 * not have before they send it (botocore: "Unknown parameter in input", "Invalid type for parameter"); that part is done
 * here.
 */
final class LocalRefusals {
    private final LocalAccount account;

    LocalRefusals(LocalAccount account) {
        this.account = account;
    }

    /** The reason; empty where it is taken. */
    Optional<String> of(WantedFile file) {
        JsonNode taskDefinition = object(file.taskDefinition());
        Optional<String> unknown = unknown(taskDefinition, RegisterTaskDefinitionRequest.builder());
        Map<String, JsonNode> service = file.service();
        if (unknown.isEmpty() && service != null) {
            unknown = unknown(object(service), CreateServiceRequest.builder());
        }
        return unknown.or(() -> sent(taskDefinition, service));
    }

    /** Whether a refusal names what a problem names. */
    static boolean speaksOf(String refusal, Problem problem) {
        String text = refusal.toLowerCase(Locale.ROOT);
        List<KeyedPath.Segment> segments = problem.path().segments();
        for (int index = segments.size() - 1; index >= 0; index--) {
            if (segments.get(index) instanceof KeyedPath.Member member) {
                return text.contains(member.name().toLowerCase(Locale.ROOT)) || Members.namedBy(text, member.name());
            }
        }
        return false;
    }

    /** AWS's messages that speak of members without naming them. */
    private static final class Members {
        private static final Map<String, String> MEANT = Map.of(
                "no fargate configuration", "cpu memory",
                "fargate requires task definition to have execution role", "executionrolearn",
                "role is not valid", "taskrolearn executionrolearn",
                "network mode", "networkmode",
                "no essential", "essential containerdefinitions",
                "tags can not be empty", "tags");

        private static boolean namedBy(String text, String member) {
            return MEANT.entrySet().stream()
                    .anyMatch(entry -> text.contains(entry.getKey())
                            && entry.getValue().contains(member.toLowerCase(Locale.ROOT)));
        }
    }

    private Optional<String> sent(JsonNode taskDefinition, Map<String, JsonNode> service) {
        EcsClient ecs = account.client();
        try {
            RegisterTaskDefinitionRequest register =
                    ShapeJson.read(taskDefinition, RegisterTaskDefinitionRequest.builder());
            String arn = ecs.registerTaskDefinition(register).taskDefinition().taskDefinitionArn();
            if (service != null) {
                CreateServiceRequest create = ShapeJson.read(object(service), CreateServiceRequest.builder());
                String probe = "probe-" + create.serviceName();
                ecs.createService(create.toBuilder()
                        .serviceName(probe.substring(0, Math.min(255, probe.length())))
                        .cluster(LocalAccount.CLUSTER)
                        .taskDefinition(arn)
                        .build());
            }
            return Optional.empty();
        } catch (AwsServiceException e) {
            return Optional.of(
                    e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of("SerializationException: " + e.getMessage());
        }
    }

    private static Optional<String> unknown(JsonNode json, SdkPojo shape) {
        if (!json.isObject()) {
            return Optional.empty();
        }
        for (Map.Entry<String, JsonNode> member : json.asObject().entrySet()) {
            SdkField<?> field = shape.sdkFieldNameToField().get(member.getKey());
            if (field == null) {
                return Optional.of("Unknown parameter in input: \"" + member.getKey() + "\"");
            }
            Optional<String> inside = inside(member.getValue(), field);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inside(JsonNode json, SdkField<?> field) {
        if (json.isNull()) {
            return Optional.empty();
        }
        boolean list = field.marshallingType() == MarshallingType.LIST;
        boolean object =
                field.marshallingType() == MarshallingType.SDK_POJO || field.marshallingType() == MarshallingType.MAP;
        if (list != json.isArray() || object != json.isObject()) {
            return Optional.of("Invalid type for parameter " + field.locationName());
        }
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return unknown(json, field.constructor().get());
        }
        if (list) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            return json.asArray().stream()
                    .map(entry -> inside(entry, element))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static JsonNode object(Map<String, JsonNode> members) {
        return WantedFile.node(members);
    }
}
