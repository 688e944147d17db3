package io.github.ecsmaven.descriptor.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.ecsmaven.descriptor.source.CoreScalar;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Style;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** A third party's validator with the schema, for YAML as an editor reads it: by the core schema of YAML 1.2. */
final class SchemaCheck {
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DescriptorSchema.json(), InputFormat.JSON);

    /** What the schema refuses, as {@code /taskDefinition additionalProperties}; empty where it takes the descriptor. */
    List<String> faults(String yaml) {
        return schema.validate(json(yaml), InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }

    private static String json(String yaml) {
        JsonWriter writer = JsonWriter.create();
        SourceDocument document =
                SourceDocument.read(SourceFile.of("test.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        write(document.root().orElseThrow(), writer);
        return new String(writer.getBytes(), StandardCharsets.UTF_8);
    }

    private static void write(SourceNode node, JsonWriter writer) {
        if (node instanceof MapNode map) {
            writer.writeStartObject();
            for (Entry entry : map.entries()) {
                writer.writeFieldName(entry.key().text());
                write(entry.value(), writer);
            }
            writer.writeEndObject();
        } else if (node instanceof ListNode list) {
            writer.writeStartArray();
            list.elements().forEach(element -> write(element, writer));
            writer.writeEndArray();
        } else {
            scalar((ScalarNode) node, writer);
        }
    }

    private static void scalar(ScalarNode scalar, JsonWriter writer) {
        String text = scalar.text();
        if (scalar.isNull()) {
            writer.writeNull();
        } else if (scalar.style() != Style.PLAIN) {
            writer.writeValue(text);
        } else if (CoreScalar.isBoolean(text)) {
            writer.writeValue(text.toLowerCase(Locale.ROOT).equals("true"));
        } else if (CoreScalar.isDecimal(text)) {
            writer.writeNumber(new BigDecimal(text).toPlainString());
        } else {
            writer.writeValue(text);
        }
    }
}
