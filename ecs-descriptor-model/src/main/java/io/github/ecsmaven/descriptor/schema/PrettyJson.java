package io.github.ecsmaven.descriptor.schema;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** JSON text with a line for each member, in the order of the maps; lists of scalars on one line. */
public final class PrettyJson {
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    private PrettyJson() {}

    /**
     * A value as JSON.
     *
     * @param value maps, collections, strings, numbers and booleans
     */
    public static String of(Object value) {
        PrettyJson json = new PrettyJson();
        json.write(value, "\n");
        return json.text.toString();
    }

    private void write(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            write(map, indent);
        } else if (value instanceof Collection<?> list) {
            write(list, indent);
        } else if (value instanceof String string) {
            text.append(quoted(string));
        } else {
            text.append(value);
        }
    }

    private void write(Map<?, ?> map, String indent) {
        String inner = indent + STEP;
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(inner).append(quoted(entry.getKey().toString())).append(": ");
            write(entry.getValue(), inner);
            text.append(entries.hasNext() ? "," : indent);
        }
        text.append('}');
    }

    private void write(Collection<?> list, String indent) {
        boolean flat = list.stream().noneMatch(Map.class::isInstance);
        String inner = flat ? "" : indent + STEP;
        text.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            text.append(inner);
            write(elements.next(), inner);
            text.append(elements.hasNext() ? (flat ? ", " : ",") : (flat ? "" : indent));
        }
        text.append(']');
    }

    private static String quoted(String string) {
        JsonWriter writer = JsonWriter.create();
        writer.writeValue(string);
        return new String(writer.getBytes(), StandardCharsets.UTF_8);
    }
}
