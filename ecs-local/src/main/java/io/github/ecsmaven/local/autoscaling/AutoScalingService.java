package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.resource.ScalableTargets;
import io.github.ecsmaven.local.resource.TaggedResources;
import io.github.ecsmaven.local.resource.TagsByArn;
import io.github.ecsmaven.local.state.StateMember;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceResponse;

/**
 * Application Auto Scaling as ecs-local plays it, for ECS services alone. Registering a target brings the service within
 * its limits; after that nothing is scaled, for there are no metrics.
 */
public final class AutoScalingService implements AwsService, StateSection, TaggedResources, ScalableTargets {
    private static final String TAGS = "tags";

    private final Registrations registrations = new Registrations();
    private final TagsByArn tags = new TagsByArn();
    private final List<Operation<?, ?>> operations;

    /** An account in which nothing was registered yet. */
    public AutoScalingService(ScalableServices services) {
        this.operations = Stream.of(
                        new ScalableTargetOperations(registrations, services, tags).operations(),
                        new ScalingPolicyOperations(registrations).operations(),
                        new ScheduledActionOperations(registrations).operations(),
                        List.<Operation<?, ?>>of(
                                Operation.write("TagResource", TagResourceRequest::builder, this::tag),
                                Operation.write("UntagResource", UntagResourceRequest::builder, this::untag),
                                Operation.read("ListTagsForResource", ListTagsForResourceRequest::builder, this::tags)))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String name() {
        return "application-autoscaling";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsJson("AnyScaleFrontendService");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    private TagResourceResponse tag(TagResourceRequest request, CallContext call) {
        String arn = require(request.resourceARN(), call);
        if (tags.wouldBeTooMany(arn, request.tags())) {
            throw new ApiException(
                    "TooManyTagsException",
                    400,
                    "A scalable target can have no more than " + TagsByArn.MOST + " tags.");
        }
        tags.put(arn, request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, CallContext call) {
        tags.remove(require(request.resourceARN(), call), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request, CallContext call) {
        return ListTagsForResourceResponse.builder()
                .tags(tags.of(require(request.resourceARN(), call)))
                .build();
    }

    private String require(@Nullable String arn, CallContext call) {
        if (arn == null
                || registrations.targets().all(call).stream()
                        .noneMatch(target -> arn.equals(target.scalableTargetARN()))) {
            throw new ApiException(
                    "ResourceNotFoundException", 400, "No scalable target found for resource ARN: " + arn);
        }
        return arn;
    }

    @Override
    public Optional<String> targetArn(String namespace, String resourceId, String dimension, CallContext call) {
        return registrations
                .target(new Target(namespace, resourceId, dimension), call)
                .flatMap(target -> Optional.ofNullable(target.scalableTargetARN()));
    }

    @Override
    public Map<String, String> tagsOf(String arn) {
        return tags.of(arn);
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartObject();
        registrations.write(json);
        json.writeFieldName(TAGS);
        tags.write(json);
        json.writeEndObject();
    }

    @Override
    public void read(JsonNode json) {
        registrations.read(json);
        tags.read(StateMember.of(json, TAGS));
    }

    @Override
    public List<StatePart> parts() {
        return Stream.concat(registrations.parts().stream(), Stream.of(tags.part()))
                .toList();
    }
}
