package io.github.ecsmaven.iam;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All the policies that have a say in one request. A kind that is there without any policy in it allows nothing; one that is not
 * there limits nothing.
 *
 * @param identity those of the user or role, inline and attached
 * @param boundary the permissions boundary of the user or role, {@code null} when it has none
 * @param session those of the role session, none when it was assumed without any; one of them must allow
 * @param resource those of what is asked for
 * @param resourceRole what the resource's policies can do by themselves
 */
public record ApplicablePolicies(
        List<NamedPolicy> identity,
        @Nullable NamedPolicy boundary,
        List<NamedPolicy> session,
        List<NamedPolicy> resource,
        ResourceRole resourceRole) {

    /** What policies of a resource can do by themselves. */
    public enum ResourceRole {
        /** One of them is as good as an allow of the identity's: most resources, within one account. */
        SUFFICIENT,
        /** One of them must allow: trust policies of roles. It is enough where it names the principal itself. */
        NECESSARY,
        /** One of them must allow, and the identity's too: a resource of another account. */
        NECESSARY_WITH_IDENTITY
    }

    /** Copies the lists. */
    public ApplicablePolicies {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
        resource = List.copyOf(resource);
    }

    /** Those of an identity alone. */
    public static ApplicablePolicies ofIdentity(List<NamedPolicy> identity) {
        return new ApplicablePolicies(identity, null, List.of(), List.of(), ResourceRole.SUFFICIENT);
    }

    /** A trust policy alone, for somebody who has no policies: the holder of a web identity token. */
    public static ApplicablePolicies ofTrust(NamedPolicy trust) {
        return new ApplicablePolicies(List.of(), null, List.of(), List.of(trust), ResourceRole.NECESSARY);
    }

    /** With that permissions boundary. */
    public ApplicablePolicies withBoundary(@Nullable NamedPolicy newBoundary) {
        return new ApplicablePolicies(identity, newBoundary, session, resource, resourceRole);
    }

    /** With those session policies; none at all for a session that nothing narrows. */
    public ApplicablePolicies withSession(List<NamedPolicy> newSession) {
        return new ApplicablePolicies(identity, boundary, newSession, resource, resourceRole);
    }

    /** With those policies of the resource. */
    public ApplicablePolicies withResource(List<NamedPolicy> newResource, ResourceRole newRole) {
        return new ApplicablePolicies(identity, boundary, session, newResource, newRole);
    }

    /** The permissions boundary, if there is one. */
    public Optional<NamedPolicy> findBoundary() {
        return Optional.ofNullable(boundary);
    }
}
