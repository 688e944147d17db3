package io.github.ecsmaven.local.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** A document member: any JSON at all, kept as it is. */
final class DocumentJson {
    private DocumentJson() {}

    static void write(Document document, JsonWriter json) {
        if (document.isNull()) {
            json.writeNull();
        } else if (document.isString()) {
            json.writeValue(document.asString());
        } else if (document.isBoolean()) {
            json.writeValue(document.asBoolean());
        } else if (document.isNumber()) {
            json.writeNumber(document.asNumber().stringValue());
        } else if (document.isList()) {
            json.writeStartArray();
            document.asList().forEach(element -> write(element, json));
            json.writeEndArray();
        } else {
            json.writeStartObject();
            document.asMap().forEach((key, value) -> {
                json.writeFieldName(key);
                write(value, json);
            });
            json.writeEndObject();
        }
    }

    static Document read(JsonNode json) {
        if (json.isString()) {
            return Document.fromString(json.asString());
        } else if (json.isBoolean()) {
            return Document.fromBoolean(json.asBoolean());
        } else if (json.isNumber()) {
            return Document.fromNumber(SdkNumber.fromString(json.asNumber()));
        } else if (json.isArray()) {
            List<Document> elements = new ArrayList<>();
            json.asArray().forEach(element -> elements.add(read(element)));
            return Document.fromList(elements);
        } else if (json.isObject()) {
            Map<String, Document> members = new LinkedHashMap<>();
            json.asObject().forEach((key, value) -> members.put(key, read(value)));
            return Document.fromMap(members);
        } else {
            return Document.fromNull();
        }
    }
}
