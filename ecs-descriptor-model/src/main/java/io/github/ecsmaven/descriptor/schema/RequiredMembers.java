package io.github.ecsmaven.descriptor.schema;

import io.github.ecsmaven.descriptor.check.DescriptorFacts;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.facts.ShapeFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema that says nothing but which members must be there. */
final class RequiredMembers {
    private final DescriptorFacts facts;

    RequiredMembers(DescriptorFacts facts) {
        this.facts = facts;
    }

    /** Empty where nothing is required at any depth. */
    Optional<Map<String, Object>> of(Shape shape, @Nullable String factsName) {
        ShapeFacts known = facts.shape(factsName).orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        if (shape instanceof StructureShape structure) {
            return structure(structure, known);
        }
        if (shape instanceof Shape.ListShape list) {
            return of(list.element(), known.element()).map(it -> Map.of("items", it));
        }
        if (shape instanceof Shape.MapShape map) {
            return of(map.value(), known.element()).map(it -> Map.of("additionalProperties", it));
        }
        return Optional.empty();
    }

    private Optional<Map<String, Object>> structure(StructureShape structure, ShapeFacts known) {
        Map<String, Object> schema = new LinkedHashMap<>();
        List<String> required = known.required().stream()
                .filter(name -> structure
                        .member(name)
                        .filter(it -> it.standing() instanceof Member.Usable)
                        .isPresent())
                .sorted()
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        structure.members().forEach((name, member) -> {
            if (member.standing() instanceof Member.Usable) {
                of(member.shape(), known.members().get(name)).ifPresent(it -> properties.put(name, it));
            }
        });
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        return schema.isEmpty() ? Optional.empty() : Optional.of(schema);
    }
}
