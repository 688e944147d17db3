package io.github.ecsmaven.descriptor.schema;

import io.github.ecsmaven.descriptor.check.DescriptorFacts;
import io.github.ecsmaven.descriptor.rule.DurationUnits;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.Shape.ListShape;
import io.github.ecsmaven.descriptor.shape.Shape.MapShape;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.facts.ShapeFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema of each shape: its members, types and limits. Whether a member must be there is not said here. */
final class ShapeSchemas {
    /** The name of the definition of a reference. */
    static final String REFERENCE = "reference";

    private static final String TYPE = "type";
    private static final String ANY_OF = "anyOf";
    private static final String DURATION = "^P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$";
    /** ECS checks these names, and its model does not say how. */
    private static final String NAME = "^[A-Za-z0-9_-]{1,255}$";

    private static final List<String> NAMES =
            List.of("taskDefinition.family", "service.serviceName", "taskDefinition.containerDefinitions[].name");

    private final DescriptorFacts facts;
    private final FieldRules rules = FieldRules.load();
    private final Descriptions descriptions = Descriptions.load(rules);

    ShapeSchemas(DescriptorFacts facts) {
        this.facts = facts;
    }

    /** Something looked up or filled in: it may stand for a value of any type. */
    static Map<String, Object> reference() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", "A reference: ${name}, ${name:-default} or a look-up such as ${ssm:NAME}.");
        schema.put(TYPE, "string");
        schema.put("pattern", "\\$\\{[^}]+\\}");
        return schema;
    }

    /** A whole descriptor. */
    Map<String, Object> descriptor(StructureShape root) {
        return of(root, DescriptorFacts.DESCRIPTOR, "", Null.REFUSED);
    }

    /** Whether an explicit {@code null}, which removes a value, may be written. */
    private enum Null {
        TAKEN,
        REFUSED
    }

    private Map<String, Object> of(Shape shape, @Nullable String factsName, String path, Null absence) {
        ShapeFacts known = facts.shape(factsName).orElse(null);
        if (shape instanceof StructureShape structure) {
            return structure(structure, known, path, absence);
        }
        if (shape instanceof MapShape map) {
            return map(map, known, path, absence);
        }
        if (shape instanceof ListShape list) {
            return list(list, known, path, absence);
        }
        return scalar(((ScalarShape) shape).kind(), known, path, absence);
    }

    private Map<String, Object> structure(
            StructureShape structure, @Nullable ShapeFacts known, String path, Null absence) {
        Map<String, Object> properties = new LinkedHashMap<>();
        structure.members().forEach((name, member) -> {
            if (member.standing() instanceof Member.Usable) {
                String place = path.isEmpty() ? name : path + "." + name;
                boolean required = known != null && known.required().contains(name);
                String shape = known == null ? null : known.members().get(name);
                Map<String, Object> property = new LinkedHashMap<>();
                property.put("description", descriptions.of(place, structure));
                property.putAll(of(member.shape(), shape, place, required ? Null.REFUSED : Null.TAKEN));
                properties.put(name, property);
            }
        });
        Map<String, Object> schema = typed("object", absence);
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> map(MapShape map, @Nullable ShapeFacts known, String path, Null absence) {
        Map<String, Object> schema = typed("object", absence);
        ShapeFacts key = known == null ? null : facts.shape(known.key()).orElse(null);
        if (key != null && key.pattern() != null) {
            schema.put("propertyNames", Map.of("pattern", Patterns.whole(key.pattern())));
        }
        String value = known == null ? null : known.element();
        String place = map.value() instanceof StructureShape ? path + "[]" : path + ".*";
        schema.put("additionalProperties", of(map.value(), value, place, Null.TAKEN));
        return schema;
    }

    private Map<String, Object> list(ListShape list, @Nullable ShapeFacts known, String path, Null absence) {
        boolean scalars = list.element() instanceof ScalarShape;
        Map<String, Object> schema = typed("array", absence);
        schema.put("items", of(list.element(), known == null ? null : known.element(), path + "[]", Null.REFUSED));
        if (known != null && known.max() != null) {
            schema.put("maxItems", known.max());
        }
        return scalars ? orReference(schema) : schema;
    }

    private Map<String, Object> scalar(Kind kind, @Nullable ShapeFacts known, String path, Null absence) {
        return switch (kind) {
            case DOCUMENT -> new LinkedHashMap<>();
            case BOOLEAN -> orReference(typed("boolean", absence));
            case INSTANT -> typed("string", absence);
            case TEXT -> text(known, path, absence);
            case INTEGER, LONG -> number("integer", known, path, absence);
            case DECIMAL -> number("number", known, path, absence);
        };
    }

    /** A string takes whatever scalar is written. */
    private static Map<String, Object> text(@Nullable ShapeFacts known, String path, Null absence) {
        if (known != null && !known.enumValues().isEmpty()) {
            return oneOf(List.copyOf(known.enumValues()), absence);
        }
        List<String> types = new ArrayList<>(List.of("string", "number", "boolean"));
        if (absence == Null.TAKEN) {
            types.add("null");
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(TYPE, types);
        if (NAMES.contains(path)) {
            schema.put("pattern", NAME);
        }
        if (known != null) {
            limit(schema, "minLength", known.min());
            limit(schema, "maxLength", known.max());
            if (known.pattern() != null) {
                schema.put("pattern", Patterns.whole(known.pattern()));
            }
        }
        return schema.size() == 1 ? schema : orReference(schema);
    }

    private static Map<String, Object> number(String type, @Nullable ShapeFacts known, String path, Null absence) {
        Map<String, Object> schema;
        if (known != null && !known.enumValues().isEmpty()) {
            schema = oneOf(
                    List.copyOf(known.enumValues().stream().map(Long::valueOf).toList()), absence);
        } else {
            Map<String, Object> limited = typed(type, absence);
            limit(limited, "minimum", known == null ? null : known.min());
            limit(limited, "maximum", known == null ? null : known.max());
            schema = orReference(limited);
        }
        if (DurationUnits.builtIn().unitOf(path).isPresent()) {
            Map<String, Object> duration = new LinkedHashMap<>();
            duration.put(TYPE, "string");
            duration.put("pattern", DURATION);
            schema = or(schema, duration);
        }
        return schema;
    }

    private static Map<String, Object> or(Map<String, Object> schema, Map<String, Object> another) {
        List<Object> choices = new ArrayList<>();
        if (schema.get(ANY_OF) instanceof List<?> present) {
            choices.addAll(present);
        }
        choices.add(another);
        return new LinkedHashMap<>(Map.of(ANY_OF, choices));
    }

    private static void limit(Map<String, Object> schema, String keyword, @Nullable Long bound) {
        if (bound != null && !(keyword.equals("minLength") && bound == 0)) {
            schema.put(keyword, bound);
        }
    }

    private static Map<String, Object> oneOf(List<Object> values, Null absence) {
        Map<String, Object> schema = orReference(new LinkedHashMap<>(Map.of("enum", values)));
        return absence == Null.TAKEN ? or(schema, Map.of(TYPE, "null")) : schema;
    }

    private static Map<String, Object> typed(String type, Null absence) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(TYPE, absence == Null.TAKEN ? List.of(type, "null") : type);
        return schema;
    }

    private static Map<String, Object> orReference(Map<String, Object> schema) {
        Map<String, Object> either = new LinkedHashMap<>();
        either.put(ANY_OF, List.of(schema, Map.of("$ref", "#/$defs/" + REFERENCE)));
        return either;
    }
}
