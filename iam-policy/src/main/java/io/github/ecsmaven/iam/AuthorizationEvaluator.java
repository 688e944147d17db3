package io.github.ecsmaven.iam;

import io.github.ecsmaven.iam.ApplicablePolicies.ResourceRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Combines the policies that apply to a request as AWS does: a deny in any of them wins; otherwise the identity's policies, its
 * permissions boundary and the session policies must each allow it. A policy of the resource that names the principal stands in
 * for the identity's; one that names the role session itself, or everyone, is limited by nothing but denies; one that names the
 * account leaves the decision to the account's own policies. Source: IAM User Guide, policy evaluation logic, and the effect of
 * permissions boundaries and session policies on resource-based policies.
 */
public final class AuthorizationEvaluator {

    private final ApplicablePolicies policies;
    private final RequestContext request;
    private final List<PolicyFinding> identity;
    private final List<PolicyFinding> boundary;
    private final List<PolicyFinding> session;
    private final List<PolicyFinding> resource;

    private AuthorizationEvaluator(ApplicablePolicies policies, RequestContext request) {
        this.policies = policies;
        this.request = request;
        this.identity = findings(PolicyKind.IDENTITY, policies.identity());
        this.boundary =
                findings(PolicyKind.BOUNDARY, policies.findBoundary().stream().toList());
        this.session = findings(PolicyKind.SESSION, policies.session());
        this.resource = findings(PolicyKind.RESOURCE, policies.resource());
    }

    /** What the policies come to. */
    public static Authorization evaluate(ApplicablePolicies policies, RequestContext request) {
        return new AuthorizationEvaluator(policies, request).evaluate();
    }

    private List<PolicyFinding> findings(PolicyKind kind, List<NamedPolicy> named) {
        return named.stream()
                .map(each -> new PolicyFinding(kind, each, PolicyEvaluator.evaluate(each.policy(), request)))
                .toList();
    }

    private Authorization evaluate() {
        List<PolicyFinding> all = new ArrayList<>(identity);
        all.addAll(boundary);
        all.addAll(session);
        all.addAll(resource);
        Optional<PolicyFinding> denying =
                all.stream().filter(PolicyFinding::denies).findFirst();
        if (denying.isPresent()) {
            return new Authorization.ExplicitlyDenied(request, all, denying.get());
        }
        Optional<Grant> byResource = grantOfResource();
        if (byResource.isEmpty() && policies.resourceRole() != ResourceRole.SUFFICIENT) {
            return new Authorization.ImplicitlyDenied(request, all, PolicyKind.RESOURCE);
        }
        Optional<PolicyFinding> byIdentity = allowing(identity);
        boolean mayStandIn = policies.resourceRole() != ResourceRole.NECESSARY_WITH_IDENTITY;
        PrincipalReach reach = byResource.map(Grant::reach).orElse(PrincipalReach.NONE);
        if (mayStandIn && reach == PrincipalReach.ITSELF) {
            return new Authorization.Allowed(
                    request, all, byResource.orElseThrow().finding());
        }
        if (byIdentity.isEmpty() && !(mayStandIn && reach == PrincipalReach.ITS_ROLE)) {
            return new Authorization.ImplicitlyDenied(request, all, PolicyKind.IDENTITY);
        }
        if (!boundary.isEmpty() && allowing(boundary).isEmpty()) {
            return new Authorization.ImplicitlyDenied(request, all, PolicyKind.BOUNDARY);
        }
        if (!session.isEmpty() && allowing(session).isEmpty()) {
            return new Authorization.ImplicitlyDenied(request, all, PolicyKind.SESSION);
        }
        return new Authorization.Allowed(
                request,
                all,
                byIdentity.orElseGet(() -> byResource.orElseThrow().finding()));
    }

    private static Optional<PolicyFinding> allowing(List<PolicyFinding> findings) {
        return findings.stream().filter(PolicyFinding::allows).findFirst();
    }

    /** A policy of the resource that allows the request, and how closely it names who asks. */
    private record Grant(PolicyFinding finding, PrincipalReach reach) {}

    private Optional<Grant> grantOfResource() {
        return resource.stream()
                .flatMap(finding -> finding.allowing().stream()
                        .map(statement -> new Grant(finding, PrincipalMatching.reach(statement, request.principal()))))
                .max(Comparator.comparing(Grant::reach));
    }
}
