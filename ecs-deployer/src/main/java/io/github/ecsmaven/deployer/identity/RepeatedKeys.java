package io.github.ecsmaven.deployer.identity;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/** Finds the keys that a JSON object has twice, of which a parser keeps one. */
final class RepeatedKeys {
    private final String json;
    private int depth;

    private RepeatedKeys(String json) {
        this.json = json;
    }

    /** The keys, sorted. The text must be valid JSON. */
    static List<String> of(String json) {
        return new RepeatedKeys(json).find();
    }

    private List<String> find() {
        Set<String> seen = new TreeSet<>();
        Set<String> repeated = new TreeSet<>();
        int index = 0;
        while (index < json.length()) {
            char character = json.charAt(index);
            if (character == '"') {
                int end = endOfText(index);
                if (depth == 1 && isKey(end)) {
                    String key = unescaped(json.substring(index, end));
                    if (!seen.add(key)) {
                        repeated.add(key);
                    }
                }
                index = end;
            } else {
                if (character == '{' || character == '[') {
                    depth++;
                } else if (character == '}' || character == ']') {
                    depth--;
                }
                index++;
            }
        }
        return List.copyOf(repeated);
    }

    /** The place behind the closing quote. */
    private int endOfText(int start) {
        int index = start + 1;
        while (index < json.length() && json.charAt(index) != '"') {
            index += json.charAt(index) == '\\' ? 2 : 1;
        }
        return Math.min(index + 1, json.length());
    }

    private boolean isKey(int end) {
        int index = end;
        while (index < json.length() && Character.isWhitespace(json.charAt(index))) {
            index++;
        }
        return index < json.length() && json.charAt(index) == ':';
    }

    /** The same key may be written with escapes. */
    private static String unescaped(String quoted) {
        try {
            JsonNode text = JsonNodeParser.create().parse(quoted);
            return text.isString() ? text.asString() : quoted;
        } catch (UncheckedIOException e) {
            return quoted;
        }
    }
}
