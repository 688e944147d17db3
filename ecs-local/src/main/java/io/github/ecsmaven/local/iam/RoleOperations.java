package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.iam.PolicyForm;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** The operations on roles themselves. */
final class RoleOperations {
    static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    static final Pattern PATH = Pattern.compile("(?:/)|(?:/[\\x21-\\x7e]+/)");
    private static final int LEAST_SECONDS = 3600;
    private static final int MOST_SECONDS = 43200;

    private final IamState state;

    RoleOperations(IamState state) {
        this.state = state;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.write("CreateRole", CreateRoleRequest::builder, this::create),
                Operation.read("GetRole", GetRoleRequest::builder, this::get),
                Operation.write("DeleteRole", DeleteRoleRequest::builder, this::delete),
                Operation.write("UpdateAssumeRolePolicy", UpdateAssumeRolePolicyRequest::builder, this::trust),
                Operation.write("PutRolePermissionsBoundary", PutRolePermissionsBoundaryRequest::builder, this::limit));
    }

    /** The role, which a call names. */
    static IamRole require(IamState state, @Nullable String name) {
        String checked = IamErrors.require(name, "roleName", NAME);
        return state.role(checked).orElseThrow(() -> IamErrors.noRole(checked));
    }

    /** A document as IAM answers it. Source: GetRole in the IAM API reference: encoded by RFC 3986. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private CreateRoleResponse create(CreateRoleRequest request, CallContext call) {
        String name = IamErrors.require(request.roleName(), "roleName", NAME);
        String path = IamErrors.require(Objects.requireNonNullElse(request.path(), "/"), "path", PATH);
        String trust = document(request.assumeRolePolicyDocument(), "assumeRolePolicyDocument");
        PolicyDocuments.check(trust, PolicyForm.TRUST);
        int seconds = Objects.requireNonNullElse(request.maxSessionDuration(), LEAST_SECONDS);
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw IamErrors.invalid("1 validation error detected: Value '" + seconds
                    + "' at 'maxSessionDuration' failed to satisfy constraint: Member must have value between "
                    + LEAST_SECONDS + " and " + MOST_SECONDS);
        }
        if (state.role(name).isPresent()) {
            throw IamErrors.alreadyExists("Role with name " + name + " already exists.");
        }
        requirePolicy(request.permissionsBoundary());
        Map<String, String> tags = new LinkedHashMap<>();
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        IamRole role = new IamRole(
                name,
                path,
                call.now(),
                trust,
                Objects.requireNonNullElse(request.description(), ""),
                Duration.ofSeconds(seconds),
                Map.of(),
                List.of(),
                request.permissionsBoundary(),
                tags,
                null);
        state.put(role);
        return CreateRoleResponse.builder().role(described(role)).build();
    }

    private GetRoleResponse get(GetRoleRequest request, CallContext call) {
        return GetRoleResponse.builder()
                .role(described(require(state, request.roleName())))
                .build();
    }

    private DeleteRoleResponse delete(DeleteRoleRequest request, CallContext call) {
        IamRole role = require(state, request.roleName());
        if (!role.attached().isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!role.policies().isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must delete policies first.");
        }
        state.removeRole(role.name());
        return DeleteRoleResponse.builder().build();
    }

    private UpdateAssumeRolePolicyResponse trust(UpdateAssumeRolePolicyRequest request, CallContext call) {
        IamRole role = require(state, request.roleName());
        String document = document(request.policyDocument(), "policyDocument");
        PolicyDocuments.check(document, PolicyForm.TRUST);
        state.put(role.withTrustPolicy(document));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    private PutRolePermissionsBoundaryResponse limit(PutRolePermissionsBoundaryRequest request, CallContext call) {
        IamRole role = require(state, request.roleName());
        if (request.permissionsBoundary() == null) {
            throw IamErrors.invalid("1 validation error detected: Value null at 'permissionsBoundary' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        requirePolicy(request.permissionsBoundary());
        state.put(role.withBoundary(request.permissionsBoundary()));
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    private void requirePolicy(@Nullable String arn) {
        if (arn != null && state.policy(arn).isEmpty()) {
            throw IamErrors.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
        }
    }

    private static String document(@Nullable String document, String member) {
        if (document == null || document.isEmpty()) {
            throw IamErrors.invalid("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return document;
    }

    private Role described(IamRole role) {
        return Role.builder()
                .roleName(role.name())
                .path(role.path())
                .arn(role.arn(state.account()))
                .roleId(role.id(state.account()))
                .createDate(role.created())
                .assumeRolePolicyDocument(encoded(role.trustPolicy()))
                .description(role.description().isEmpty() ? null : role.description())
                .maxSessionDuration((int) role.maxSessionDuration().toSeconds())
                .permissionsBoundary(attached(role.boundary()))
                .tags(
                        role.tags().isEmpty()
                                ? null
                                : role.tags().entrySet().stream()
                                        .map(tag -> Tag.builder()
                                                .key(tag.getKey())
                                                .value(tag.getValue())
                                                .build())
                                        .toList())
                .build();
    }

    private static @Nullable AttachedPermissionsBoundary attached(@Nullable String boundary) {
        return boundary == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(boundary)
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .build();
    }
}
