package io.github.ecsmaven.descriptor.schema;

import io.github.ecsmaven.descriptor.DescriptorShape;
import io.github.ecsmaven.descriptor.check.DescriptorFacts;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of a descriptor, made from the shapes of the APIs, the facts of their published models and
 * the field rules. What it refuses the reader refuses too; the reader also refuses what no schema can state.
 */
public final class DescriptorSchema {
    /** The name of the file in examples and by default. */
    public static final String FILE_NAME = "ecs-descriptor.schema.json";

    private static final String EXTENDS = "extends";
    private static final String WHOLE = "whole";

    private DescriptorSchema() {}

    /** The schema as JSON text, the same for each call. */
    public static String json() {
        StructureShape root = DescriptorShape.root();
        DescriptorFacts facts = DescriptorFacts.load();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Deployment descriptor of ecs-maven-plugin, version 1");
        schema.putAll(new ShapeSchemas(facts).descriptor(root));
        schema.putAll(completeness(root));
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(ShapeSchemas.REFERENCE, ShapeSchemas.reference());
        definitions.put(
                WHOLE,
                new RequiredMembers(facts)
                        .of(root, DescriptorFacts.DESCRIPTOR)
                        .orElseThrow(() -> new IllegalStateException("a descriptor needs nothing")));
        schema.put("$defs", definitions);
        return PrettyJson.of(schema) + "\n";
    }

    /**
     * Writes the schema, and the folders that it is in.
     *
     * @throws IOException where that cannot be done
     */
    public static void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, json().getBytes(StandardCharsets.UTF_8));
    }

    /** A descriptor with layers may leave to them what is required. */
    private static Map<String, Object> completeness(StructureShape root) {
        Map<String, Object> whole = Map.of("$ref", "#/$defs/" + WHOLE);
        boolean layered = root.member(EXTENDS)
                .filter(it -> it.standing() instanceof Member.Usable)
                .isPresent();
        if (!layered) {
            return Map.of("allOf", List.of(whole));
        }
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("if", Map.of("not", Map.of("required", List.of(EXTENDS))));
        condition.put("then", whole);
        return condition;
    }
}
