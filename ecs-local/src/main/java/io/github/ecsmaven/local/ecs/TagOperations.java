package io.github.ecsmaven.local.ecs;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/** The operations on tags of any resource. */
final class TagOperations {
    private final ResourceTags tags;
    private final BiPredicate<String, CallContext> exists;

    /**
     * @param exists whether a resource with this ARN is there for this caller
     */
    TagOperations(ResourceTags tags, BiPredicate<String, CallContext> exists) {
        this.tags = tags;
        this.exists = exists;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("TagResource", TagResourceRequest::builder, this::tag),
                Operation.write("UntagResource", UntagResourceRequest::builder, this::untag),
                Operation.read("ListTagsForResource", ListTagsForResourceRequest::builder, this::list));
    }

    private TagResourceResponse tag(TagResourceRequest request, CallContext call) {
        String arn = require(request.resourceArn(), call);
        ResourceTags.check(request.tags(), Errors::invalidParameter);
        tags.put(arn, request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, CallContext call) {
        String arn = require(request.resourceArn(), call);
        if (request.tagKeys().isEmpty()) {
            throw Errors.invalidParameter("Tag keys can not be empty.");
        }
        tags.remove(arn, request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(ListTagsForResourceRequest request, CallContext call) {
        return ListTagsForResourceResponse.builder()
                .tags(tags.of(require(request.resourceArn(), call)))
                .build();
    }

    private String require(@Nullable String arn, CallContext call) {
        if (arn == null || !arn.startsWith("arn:")) {
            throw Errors.invalidParameter("The resource ARN is not valid.");
        }
        if (!exists.test(arn, call)) {
            throw Errors.resourceNotFound();
        }
        return arn;
    }
}
