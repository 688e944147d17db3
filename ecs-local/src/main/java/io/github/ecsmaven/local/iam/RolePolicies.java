package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.iam.ApplicablePolicies;
import io.github.ecsmaven.iam.NamedPolicy;
import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies of roles, read. */
public final class RolePolicies {
    /** What a boundary allows that is not there. */
    private static final Policy NOTHING = Policy.of(List.of(Statement.deny(List.of("*"), List.of("*"), List.of())));

    private final IamState state;
    private final PolicyDocuments documents = new PolicyDocuments();

    /** Those of the state as it is at each time. */
    public RolePolicies(IamState state) {
        this.state = state;
    }

    /** Inline policies, attached policies and the boundary. */
    public ApplicablePolicies of(IamRole role) {
        List<NamedPolicy> identity = new ArrayList<>();
        role.policies().forEach((name, document) -> identity.add(new NamedPolicy(name, documents.read(document))));
        role.attached().forEach(arn -> managed(arn).ifPresent(identity::add));
        String boundary = role.boundary();
        return ApplicablePolicies.ofIdentity(identity)
                .withBoundary(
                        boundary == null
                                ? null
                                : managed(boundary).orElseGet(() -> new NamedPolicy(boundary, NOTHING)));
    }

    /** The trust policy. */
    public NamedPolicy trust(IamRole role) {
        return new NamedPolicy("trust policy of " + role.name(), documents.read(role.trustPolicy()));
    }

    /** A managed policy, if there is one with that ARN. */
    public Optional<NamedPolicy> managed(String arn) {
        return state.policy(arn).map(policy -> new NamedPolicy(arn, documents.read(policy.document())));
    }

    /** A document without a name of its own. */
    public NamedPolicy named(String name, String document) {
        return new NamedPolicy(name, documents.read(document));
    }
}
