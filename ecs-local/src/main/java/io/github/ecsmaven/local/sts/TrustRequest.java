package io.github.ecsmaven.local.sts;

import java.util.List;
import java.util.Map;

/**
 * Somebody wants to assume a role.
 *
 * @param action {@code sts:AssumeRoleWithWebIdentity}
 * @param roleArn the role
 * @param federatedPrincipal the OIDC provider: {@code arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid}
 * @param conditionKeys what is known of the request, by condition key: {@code oidc.ecs-local.invalid:sub}
 */
public record TrustRequest(
        String action, String roleArn, String federatedPrincipal, Map<String, List<String>> conditionKeys) {}
