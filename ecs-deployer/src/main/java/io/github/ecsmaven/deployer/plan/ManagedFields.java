package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The members of a service that a descriptor gives a value to: what is recorded, so that one that is no longer there can be
 * put back to AWS's default. Of {@code deploymentConfiguration}, which UpdateService merges, its children.
 *
 * @param members by name: {@code loadBalancers}, {@code deploymentConfiguration.strategy}
 */
record ManagedFields(Set<String> members) {
    static final String MERGED = "deploymentConfiguration";

    /**
     * Never recorded: there is no service without a name, tags are compared key by key, and the count is asked for on
     * creation alone. Who leaves it out later hands it over, mostly to auto scaling.
     */
    private static final Set<String> APART = Set.of("serviceName", "tags", "desiredCount");

    ManagedFields {
        members = Collections.unmodifiableSet(new TreeSet<>(members));
    }

    /** Those of the wanted service, without the ones that others own. */
    static ManagedFields declaredBy(DeploymentDescriptor descriptor, Value.Structure service) {
        Ignored ignored = new Ignored(descriptor.ignore());
        Set<String> members = new TreeSet<>();
        service.members().forEach((name, value) -> {
            if (name.equals(MERGED) && value instanceof Value.Structure children) {
                children.members().forEach((child, part) -> add(members, MERGED + "." + child, part, ignored));
            } else if (canBeRecorded(name)) {
                add(members, name, value, ignored);
            }
        });
        return new ManagedFields(members);
    }

    /** Whether there is a point in recording a member; a record may name others all the same. */
    static boolean canBeRecorded(String member) {
        return !APART.contains(member) && !member.equals(MERGED);
    }

    /** The path of a member in a descriptor. */
    static KeyedPath path(String member) {
        KeyedPath path = KeyedPath.of("service");
        for (String name : member.split("\\.", -1)) {
            path = path.member(name);
        }
        return path;
    }

    /** A member's name by its path. */
    static String name(KeyedPath path) {
        return path.withoutFirst(1).toString();
    }

    ManagedFields and(Set<String> others) {
        Set<String> both = new TreeSet<>(members);
        both.addAll(others);
        return new ManagedFields(both);
    }

    private static void add(Set<String> members, String name, Value value, Ignored ignored) {
        boolean says = Requests.stripped(value).filter(left -> !isEmpty(left)).isPresent();
        if (says && !ignored.covers(path(name))) {
            members.add(name);
        }
    }

    /** Whether a value stands for nothing. */
    static boolean isEmpty(Value value) {
        if (value instanceof Value.Sequence list) {
            return list.elements().isEmpty();
        }
        Map<String, Value> parts = value instanceof Value.Structure structure
                ? structure.members()
                : value instanceof Value.Mapping map ? map.entries() : null;
        return parts != null && parts.isEmpty();
    }
}
