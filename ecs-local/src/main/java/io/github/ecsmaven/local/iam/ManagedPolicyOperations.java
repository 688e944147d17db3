package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.iam.PolicyForm;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** The operations on managed policies. */
final class ManagedPolicyOperations {
    static final Pattern ARN = Pattern.compile("arn:[\\w-]+:iam::(?:\\d{12}|aws):policy/[\\x21-\\x7e]+");
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]*(?:\\.[A-Za-z0-9-]*)?");

    private final IamState state;

    ManagedPolicyOperations(IamState state) {
        this.state = state;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("CreatePolicy", CreatePolicyRequest::builder, this::create),
                Operation.read("GetPolicy", GetPolicyRequest::builder, this::get),
                Operation.read("GetPolicyVersion", GetPolicyVersionRequest::builder, this::version));
    }

    private CreatePolicyResponse create(CreatePolicyRequest request, CallContext call) {
        String name = IamErrors.require(request.policyName(), "policyName", NAME);
        String path = IamErrors.require(Objects.requireNonNullElse(request.path(), "/"), "path", RoleOperations.PATH);
        String document = Objects.requireNonNullElse(request.policyDocument(), "");
        PolicyDocuments.check(document, PolicyForm.IDENTITY);
        String arn = "arn:aws:iam::" + state.account() + ":policy" + path + name;
        if (state.policy(arn).isPresent()) {
            throw IamErrors.alreadyExists(
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        ManagedPolicy policy = new ManagedPolicy(
                arn, path, call.now(), Objects.requireNonNullElse(request.description(), ""), document);
        state.put(policy);
        return CreatePolicyResponse.builder().policy(described(policy)).build();
    }

    private GetPolicyResponse get(GetPolicyRequest request, CallContext call) {
        return GetPolicyResponse.builder()
                .policy(described(require(request.policyArn())))
                .build();
    }

    private GetPolicyVersionResponse version(GetPolicyVersionRequest request, CallContext call) {
        ManagedPolicy policy = require(request.policyArn());
        String version = IamErrors.require(request.versionId(), "versionId", VERSION);
        if (!version.equals(ManagedPolicy.VERSION)) {
            throw IamErrors.noSuchEntity(
                    "Policy " + policy.arn() + " version " + version + " does not exist or is not attachable.");
        }
        return GetPolicyVersionResponse.builder()
                .policyVersion(PolicyVersion.builder()
                        .versionId(version)
                        .isDefaultVersion(true)
                        .createDate(policy.created())
                        .document(RoleOperations.encoded(policy.document()))
                        .build())
                .build();
    }

    private ManagedPolicy require(@Nullable String arn) {
        String checked = IamErrors.require(arn, "policyArn", ARN);
        return state.policy(checked).orElseThrow(() -> IamErrors.noSuchEntity("Policy " + checked + " was not found."));
    }

    private Policy described(ManagedPolicy policy) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(ManagedPolicy.VERSION)
                .attachmentCount(Math.toIntExact(state.attachments(policy.arn())))
                .permissionsBoundaryUsageCount(Math.toIntExact(state.boundaries(policy.arn())))
                .isAttachable(true)
                .description(policy.description().isEmpty() ? null : policy.description())
                .createDate(policy.created())
                .updateDate(policy.created())
                .build();
    }
}
