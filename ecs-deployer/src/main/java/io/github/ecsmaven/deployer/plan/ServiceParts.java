package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members of a service by path, each seen in the light of the whole. */
final class ServiceParts {
    private final Canonical canonical;

    ServiceParts(Canonical canonical) {
        this.canonical = canonical;
    }

    /** What is at a path of members. */
    static Optional<Value> find(Value.Structure service, KeyedPath path) {
        Value at = service;
        for (KeyedPath.Segment segment : path.withoutFirst(1).segments()) {
            at = at instanceof Value.Structure structure && segment instanceof KeyedPath.Member member
                    ? structure.members().get(member.name())
                    : null;
            if (at == null) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    /** The canonical form of a service. */
    Value.Structure canonical(Value.Structure service) {
        return canonical.canonicalService(service, new Canonical.ServiceContext(service));
    }

    /** The canonical form of a part of a service; null where it is the same as absent. */
    @Nullable Value canonical(KeyedPath path, @Nullable Value value, Value.Structure service) {
        if (value == null) {
            return null;
        }
        List<KeyedPath.Segment> segments = path.withoutFirst(1).segments();
        Value.Structure whole = Value.Structure.empty();
        Value inner = value;
        for (int depth = segments.size() - 1; depth >= 0; depth--) {
            // With what is beside it: the defaults of some blocks hang on the strategy.
            Value.Structure beside = depth == 0
                    ? Value.Structure.empty()
                    : structure(find(service, new KeyedPath(path.segments().subList(0, depth + 1))));
            whole = Requests.with(beside, ((KeyedPath.Member) segments.get(depth)).name(), inner);
            inner = whole;
        }
        return find(canonical.canonicalService(whole, new Canonical.ServiceContext(service)), path)
                .orElse(null);
    }

    private static Value.Structure structure(Optional<Value> value) {
        return value.filter(Value.Structure.class::isInstance)
                .map(Value.Structure.class::cast)
                .orElseGet(Value.Structure::empty);
    }

    /** The service as it is to be: what is wanted laid over what is live, and without what goes back to its default. */
    static Value.Structure target(ServiceComparator.Sides sides, List<KeyedPath> gone) {
        Value.Structure target = over(sides.live(), sides.wanted());
        for (KeyedPath path : gone) {
            target = without(target, path.withoutFirst(1).segments());
        }
        return target;
    }

    private static Value.Structure over(Value.Structure live, Value.Structure wanted) {
        Map<String, Value> members = new LinkedHashMap<>(live.members());
        wanted.members().forEach((name, value) -> {
            Optional<Value> given = Requests.stripped(value).filter(left -> !ManagedFields.isEmpty(left));
            if (name.equals(ManagedFields.MERGED)
                    && value instanceof Value.Structure children
                    && members.get(name) instanceof Value.Structure present) {
                members.put(name, over(present, children));
            } else if (given.isPresent()) {
                members.put(name, given.get());
            } else {
                members.remove(name);
            }
        });
        return new Value.Structure(members);
    }

    private static Value.Structure without(Value.Structure structure, List<KeyedPath.Segment> path) {
        String name = ((KeyedPath.Member) path.get(0)).name();
        if (path.size() > 1 && structure.members().get(name) instanceof Value.Structure inner) {
            return Requests.with(structure, name, without(inner, path.subList(1, path.size())));
        }
        return path.size() > 1 ? structure : Requests.without(structure, name);
    }
}
