package io.github.ecsmaven.local.logs;

import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.resource.ResourceArn;
import io.github.ecsmaven.local.resource.TaggedResources;
import io.github.ecsmaven.local.resource.TagsByArn;
import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StateMember;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** CloudWatch Logs as ecs-local plays it: groups with their retention and tags. Tasks write nothing into them. */
public final class LogsService implements AwsService, StateSection, TaggedResources {
    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
    private static final String EVERYTHING_IN_IT = ":*";
    private static final int MOST_IDENTIFIERS = 50;

    /** Source: PutRetentionPolicy in the CloudWatch Logs API reference. */
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final Listing GROUPS = new Listing(
            50, 50, message -> invalid("limit " + message), () -> invalid("The specified nextToken is invalid."));

    private final KeptMap<LogGroup> byArn =
            KeptMap.sorted("groups", ShapeJson::write, json -> ShapeJson.read(json, LogGroup.builder()));
    private final TagsByArn tags = new TagsByArn();

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsJson("Logs_20140328");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("CreateLogGroup", CreateLogGroupRequest::builder, this::create),
                Operation.read("DescribeLogGroups", DescribeLogGroupsRequest::builder, this::describe),
                Operation.write("DeleteLogGroup", DeleteLogGroupRequest::builder, this::delete),
                Operation.write("PutRetentionPolicy", PutRetentionPolicyRequest::builder, this::retain),
                Operation.write("DeleteRetentionPolicy", DeleteRetentionPolicyRequest::builder, this::retainForEver),
                Operation.write("AssociateKmsKey", AssociateKmsKeyRequest::builder, this::encrypt),
                Operation.write("DisassociateKmsKey", DisassociateKmsKeyRequest::builder, this::encryptNoLonger),
                Operation.write("TagResource", TagResourceRequest::builder, this::tag),
                Operation.write("UntagResource", UntagResourceRequest::builder, this::untag),
                Operation.read("ListTagsForResource", ListTagsForResourceRequest::builder, this::tags));
    }

    private CreateLogGroupResponse create(CreateLogGroupRequest request, CallContext call) {
        String name = request.logGroupName();
        if (name == null || !NAME.matcher(name).matches()) {
            throw invalid("1 validation error detected: Value at 'logGroupName' failed to satisfy constraint: Member "
                    + "must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
        if (request.logGroupClass() == LogGroupClass.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("The log group class " + request.logGroupClassAsString() + " is not valid.");
        }
        String arn = arn(name, call);
        if (byArn.has(arn)) {
            throw new ApiException("ResourceAlreadyExistsException", 400, "The specified log group already exists");
        }
        requireRoom(arn, request.tags());
        byArn.put(
                arn,
                LogGroup.builder()
                        .logGroupName(name)
                        .creationTime(call.now().toEpochMilli())
                        .metricFilterCount(0)
                        .arn(arn + EVERYTHING_IN_IT)
                        .logGroupArn(arn)
                        .storedBytes(0L)
                        .kmsKeyId(request.kmsKeyId())
                        .logGroupClass(
                                request.logGroupClassAsString() == null
                                        ? LogGroupClass.STANDARD
                                        : request.logGroupClass())
                        .build());
        tags.put(arn, request.tags());
        return CreateLogGroupResponse.builder().build();
    }

    private DescribeLogGroupsResponse describe(DescribeLogGroupsRequest request, CallContext call) {
        String prefix = request.logGroupNamePrefix();
        String part = request.logGroupNamePattern();
        if (prefix != null && part != null) {
            throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        List<String> names = request.logGroupIdentifiers();
        if (!names.isEmpty() && (prefix != null || part != null || request.logGroupClassAsString() != null)) {
            throw invalid("No other filter than includeLinkedAccounts can be given with logGroupIdentifiers.");
        }
        if (names.size() > MOST_IDENTIFIERS) {
            throw invalid("1 validation error detected: Value at 'logGroupIdentifiers' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + MOST_IDENTIFIERS);
        }
        List<LogGroup> found = byArn.values().stream()
                .filter(group -> arn(group.logGroupName(), call).equals(group.logGroupArn()))
                .filter(group ->
                        names.isEmpty() || names.contains(group.logGroupName()) || names.contains(group.logGroupArn()))
                .filter(group -> prefix == null || group.logGroupName().startsWith(prefix))
                .filter(group -> part == null || group.logGroupName().contains(part))
                .filter(group -> request.logGroupClassAsString() == null
                        || request.logGroupClassAsString().equals(group.logGroupClassAsString()))
                .toList();
        Listing.Page<LogGroup> page = GROUPS.page(found, request.nextToken(), request.limit());
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private DeleteLogGroupResponse delete(DeleteLogGroupRequest request, CallContext call) {
        String arn = require(request.logGroupName(), call).logGroupArn();
        byArn.remove(arn);
        tags.forget(arn);
        return DeleteLogGroupResponse.builder().build();
    }

    private PutRetentionPolicyResponse retain(PutRetentionPolicyRequest request, CallContext call) {
        if (request.retentionInDays() == null || !RETENTIONS.contains(request.retentionInDays())) {
            throw invalid("The specified retention period is invalid: " + request.retentionInDays());
        }
        retention(require(request.logGroupName(), call), request.retentionInDays());
        return PutRetentionPolicyResponse.builder().build();
    }

    private DeleteRetentionPolicyResponse retainForEver(DeleteRetentionPolicyRequest request, CallContext call) {
        retention(require(request.logGroupName(), call), null);
        return DeleteRetentionPolicyResponse.builder().build();
    }

    private AssociateKmsKeyResponse encrypt(AssociateKmsKeyRequest request, CallContext call) {
        if (request.kmsKeyId() == null || !request.kmsKeyId().contains(":key/")) {
            throw invalid("The specified KMS key is invalid: " + request.kmsKeyId());
        }
        key(identified(request.logGroupName(), request.resourceIdentifier(), call), request.kmsKeyId());
        return AssociateKmsKeyResponse.builder().build();
    }

    private DisassociateKmsKeyResponse encryptNoLonger(DisassociateKmsKeyRequest request, CallContext call) {
        key(identified(request.logGroupName(), request.resourceIdentifier(), call), null);
        return DisassociateKmsKeyResponse.builder().build();
    }

    private void key(LogGroup group, @Nullable String kmsKeyId) {
        byArn.put(group.logGroupArn(), group.toBuilder().kmsKeyId(kmsKeyId).build());
    }

    /** A key is of a log group, which is named in either of two ways; of query results there are none here. */
    private LogGroup identified(@Nullable String name, @Nullable String identifier, CallContext call) {
        if ((name == null) == (identifier == null)) {
            throw invalid("Either logGroupName or resourceIdentifier must be given, and not both.");
        }
        String prefix = arn("", call);
        return identifier == null || !identifier.startsWith(prefix)
                ? require(name, call)
                : require(identifier.substring(prefix.length()), call);
    }

    private void retention(LogGroup group, @Nullable Integer days) {
        byArn.put(group.logGroupArn(), group.toBuilder().retentionInDays(days).build());
    }

    private TagResourceResponse tag(TagResourceRequest request, CallContext call) {
        String arn = tagged(request.resourceArn());
        requireRoom(arn, request.tags());
        tags.put(arn, request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, CallContext call) {
        tags.remove(tagged(request.resourceArn()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request, CallContext call) {
        return ListTagsForResourceResponse.builder()
                .tags(tags.of(tagged(request.resourceArn())))
                .build();
    }

    private String tagged(@Nullable String given) {
        String arn = given != null && given.endsWith(EVERYTHING_IN_IT)
                ? given.substring(0, given.length() - EVERYTHING_IN_IT.length())
                : given;
        if (arn == null || !byArn.has(arn)) {
            throw new ApiException("ResourceNotFoundException", 400, "The specified resource does not exist.");
        }
        return arn;
    }

    private void requireRoom(String arn, Map<String, String> more) {
        if (tags.wouldBeTooMany(arn, more)) {
            throw new ApiException(
                    "TooManyTagsException", 400, "A log group can have no more than " + TagsByArn.MOST + " tags.");
        }
    }

    private LogGroup require(@Nullable String name, CallContext call) {
        Optional<LogGroup> group = name == null ? Optional.empty() : byArn.find(arn(name, call));
        return group.orElseThrow(
                () -> new ApiException("ResourceNotFoundException", 400, "The specified log group does not exist."));
    }

    private static String arn(String name, CallContext call) {
        return ResourceArn.of(call, "logs", "log-group:" + name);
    }

    private static ApiException invalid(String message) {
        return new ApiException("InvalidParameterException", 400, message);
    }

    @Override
    public Map<String, String> tagsOf(String arn) {
        return tags.of(arn);
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("groups").writeStartArray();
        byArn.values().forEach(group -> ShapeJson.write(group, json));
        json.writeEndArray();
        json.writeFieldName("tags");
        tags.write(json);
        json.writeEndObject();
    }

    @Override
    public void read(JsonNode json) {
        byArn.clear();
        for (JsonNode element : StateMember.of(json, "groups").asArray()) {
            LogGroup group = ShapeJson.read(element, LogGroup.builder());
            byArn.put(group.logGroupArn(), group);
        }
        tags.read(StateMember.of(json, "tags"));
    }

    @Override
    public List<StatePart> parts() {
        return List.of(byArn, tags.part());
    }
}
