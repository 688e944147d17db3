package io.github.ecsmaven.descriptor.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A structure: its members by name. They are worked out when first asked for, so that shapes may contain themselves. */
public final class StructureShape implements Shape {
    private final String name;
    private final Supplier<List<Member>> source;
    private volatile @Nullable Map<String, Member> members;

    StructureShape(String name, Supplier<List<Member>> source) {
        this.name = name;
        this.source = source;
    }

    /** A structure of given members. */
    public static StructureShape of(String name, Member... members) {
        List<Member> all = List.of(members);
        return new StructureShape(name, () -> all);
    }

    /** The name of the structure in the API: {@code ContainerDefinition}. */
    public String name() {
        return name;
    }

    /** The members by API name, in the order of the API. */
    public Map<String, Member> members() {
        Map<String, Member> known = members;
        if (known == null) {
            Map<String, Member> fresh = new LinkedHashMap<>();
            source.get().forEach(member -> fresh.put(member.name(), member));
            known = Collections.unmodifiableMap(fresh);
            members = known;
        }
        return known;
    }

    /** One member. */
    public Optional<Member> member(String memberName) {
        return Optional.ofNullable(members().get(memberName));
    }

    /** This structure with one member standing differently. */
    public StructureShape with(String memberName, Member.Standing standing) {
        return new StructureShape(
                name,
                () -> members().values().stream()
                        .map(member -> member.name().equals(memberName)
                                ? new Member(memberName, member.shape(), standing)
                                : member)
                        .toList());
    }

    /** This structure with more members behind its own. */
    public StructureShape plus(Member... more) {
        List<Member> added = List.of(more);
        return new StructureShape(
                name,
                () -> Stream.concat(members().values().stream(), added.stream()).toList());
    }

    @Override
    public String describe() {
        return "a map";
    }

    @Override
    public String toString() {
        return name;
    }
}
