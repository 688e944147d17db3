package io.github.ecsmaven.descriptor.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/** Members whose type is any JSON value, such as a lifecycle hook's details. */
final class SdkDocuments {
    private SdkDocuments() {}

    static Value from(Document document) {
        if (document.isMap()) {
            Map<String, Value> entries = new LinkedHashMap<>();
            document.asMap().forEach((key, entry) -> entries.put(key, from(entry)));
            return new Value.Mapping(entries);
        }
        if (document.isList()) {
            return new Value.Sequence(
                    document.asList().stream().map(SdkDocuments::from).toList());
        }
        if (document.isNumber()) {
            return Value.Numeral.parse(document.asNumber().stringValue());
        }
        if (document.isBoolean()) {
            return new Value.Flag(document.asBoolean());
        }
        return document.isNull() ? new Value.Cleared() : new Value.Text(document.asString());
    }

    /** A null is a value inside a document, and only there. */
    static Document to(Value value, KeyedPath path) {
        if (value instanceof Value.Mapping mapping) {
            return document(mapping.entries(), path);
        }
        if (value instanceof Value.Structure structure) {
            return document(structure.members(), path);
        }
        if (value instanceof Value.Sequence sequence) {
            List<Document> elements =
                    sequence.elements().stream().map(each -> to(each, path)).toList();
            return Document.fromList(elements);
        }
        if (value instanceof Value.Numeral numeral) {
            return Document.fromNumber(numeral.number());
        }
        if (value instanceof Value.Flag flag) {
            return Document.fromBoolean(flag.on());
        }
        if (value instanceof Value.Text text) {
            return Document.fromString(text.text());
        }
        if (value instanceof Value.Moment moment) {
            return Document.fromString(moment.instant().toString());
        }
        if (value instanceof Value.Cleared) {
            return Document.fromNull();
        }
        throw new IllegalArgumentException(path + ": a look-up must be resolved before it is sent");
    }

    private static Document document(Map<String, Value> entries, KeyedPath path) {
        Map<String, Document> documents = new LinkedHashMap<>();
        entries.forEach((key, entry) -> documents.put(key, to(entry, path.member(key))));
        return Document.fromMap(documents);
    }
}
