package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.iam.PolicyForm;
import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The operations on the policies of roles, inline and attached. */
final class RolePolicyOperations {
    private static final Pattern POLICY_NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Listing PAGES = new Listing(
            100, 1000, size -> IamErrors.invalid("MaxItems " + size), () -> IamErrors.invalid("Invalid Marker."));

    private final IamState state;

    RolePolicyOperations(IamState state) {
        this.state = state;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("PutRolePolicy", PutRolePolicyRequest::builder, this::put),
                Operation.read("GetRolePolicy", GetRolePolicyRequest::builder, this::get),
                Operation.write("DeleteRolePolicy", DeleteRolePolicyRequest::builder, this::delete),
                Operation.read("ListRolePolicies", ListRolePoliciesRequest::builder, this::list),
                Operation.write("AttachRolePolicy", AttachRolePolicyRequest::builder, this::attach),
                Operation.write("DetachRolePolicy", DetachRolePolicyRequest::builder, this::detach),
                Operation.read("ListAttachedRolePolicies", ListAttachedRolePoliciesRequest::builder, this::attached));
    }

    private PutRolePolicyResponse put(PutRolePolicyRequest request, CallContext call) {
        IamRole role = RoleOperations.require(state, request.roleName());
        String name = IamErrors.require(request.policyName(), "policyName", POLICY_NAME);
        String document = request.policyDocument() == null ? "" : request.policyDocument();
        PolicyDocuments.check(document, PolicyForm.IDENTITY);
        state.put(role.withPolicy(name, document));
        return PutRolePolicyResponse.builder().build();
    }

    private GetRolePolicyResponse get(GetRolePolicyRequest request, CallContext call) {
        IamRole role = RoleOperations.require(state, request.roleName());
        return GetRolePolicyResponse.builder()
                .roleName(role.name())
                .policyName(request.policyName())
                .policyDocument(RoleOperations.encoded(inline(role, request.policyName())))
                .build();
    }

    private DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request, CallContext call) {
        IamRole role = RoleOperations.require(state, request.roleName());
        inline(role, request.policyName());
        state.put(role.withoutPolicy(request.policyName()));
        return DeleteRolePolicyResponse.builder().build();
    }

    private static String inline(IamRole role, @Nullable String name) {
        String checked = IamErrors.require(name, "policyName", POLICY_NAME);
        String document = role.policies().get(checked);
        if (document == null) {
            throw IamErrors.noSuchEntity("The role policy with name " + checked + " cannot be found.");
        }
        return document;
    }

    private ListRolePoliciesResponse list(ListRolePoliciesRequest request, CallContext call) {
        IamRole role = RoleOperations.require(state, request.roleName());
        Listing.Page<String> page =
                PAGES.page(List.copyOf(role.policies().keySet()), request.marker(), request.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private AttachRolePolicyResponse attach(AttachRolePolicyRequest request, CallContext call) {
        IamRole role = RoleOperations.require(state, request.roleName());
        String arn = IamErrors.require(request.policyArn(), "policyArn", ManagedPolicyOperations.ARN);
        if (state.policy(arn).isEmpty()) {
            throw IamErrors.noPolicy(arn);
        }
        state.put(role.withAttached(arn));
        return AttachRolePolicyResponse.builder().build();
    }

    private DetachRolePolicyResponse detach(DetachRolePolicyRequest request, CallContext call) {
        IamRole role = RoleOperations.require(state, request.roleName());
        String arn = IamErrors.require(request.policyArn(), "policyArn", ManagedPolicyOperations.ARN);
        if (!role.attached().contains(arn)) {
            throw IamErrors.noSuchEntity("Policy " + arn + " was not found.");
        }
        state.put(role.withoutAttached(arn));
        return DetachRolePolicyResponse.builder().build();
    }

    private ListAttachedRolePoliciesResponse attached(ListAttachedRolePoliciesRequest request, CallContext call) {
        IamRole role = RoleOperations.require(state, request.roleName());
        List<String> arns = role.attached().stream()
                .filter(arn -> request.pathPrefix() == null
                        || arn.substring(arn.indexOf(":policy/") + ":policy".length())
                                .startsWith(request.pathPrefix()))
                .toList();
        Listing.Page<String> page = PAGES.page(arns, request.marker(), request.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items().stream()
                        .map(arn -> AttachedPolicy.builder()
                                .policyArn(arn)
                                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                                .build())
                        .toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }
}
