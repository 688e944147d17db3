package io.github.ecsmaven.iam;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Refuses what the JSON parser lets pass in silence but IAM does not: a key that comes twice in one object (the parser keeps
 * the last, so half of a condition could vanish), comments, and text after the document. Takes a text that the parser has
 * accepted, so it need not check anything else.
 */
final class JsonStrictness {

    private final String json;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int position;

    private JsonStrictness(String json) {
        this.json = json;
    }

    static void check(String json) {
        new JsonStrictness(json).walk();
    }

    private void walk() {
        boolean started = false;
        while (position < json.length()) {
            char next = json.charAt(position);
            if (Character.isWhitespace(next)) {
                position++;
                continue;
            }
            if (started && levels.isEmpty()) {
                throw here().problem("there is more text after the end of the document");
            }
            started = true;
            switch (next) {
                case '{', '[' -> open(next);
                case '}', ']' -> close();
                case '"' -> string();
                case ',' -> comma();
                case '/' -> throw here().problem("a policy document has no comments");
                default -> scalar();
            }
        }
    }

    private void open(char bracket) {
        levels.push(new Level(here(), bracket == '{'));
        position++;
    }

    private void close() {
        levels.pop();
        position++;
    }

    private void comma() {
        Level level = levels.element();
        level.index++;
        level.key = "";
        level.expectsKey = level.isObject;
        position++;
    }

    private void scalar() {
        while (position < json.length() && ",]}/ \t\r\n".indexOf(json.charAt(position)) < 0) {
            position++;
        }
    }

    private void string() {
        int start = position++;
        while (json.charAt(position) != '"') {
            position += json.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
        Level level = levels.peek();
        if (level != null && level.expectsKey) {
            String key =
                    JsonNode.parser().parse(json.substring(start, position)).asString();
            if (!level.keys.add(key)) {
                throw level.path.member(key).problem("the key '" + key + "' comes twice in one object");
            }
            level.key = key;
            level.expectsKey = false;
            position = json.indexOf(':', position) + 1;
        }
    }

    private JsonPath here() {
        Level level = levels.peek();
        if (level == null) {
            return JsonPath.root();
        }
        if (!level.isObject) {
            return level.path.element(level.index);
        }
        return level.key.isEmpty() ? level.path : level.path.member(level.key);
    }

    /** An object or array that is not closed yet. */
    private static final class Level {
        private final JsonPath path;
        private final boolean isObject;
        private final Set<String> keys = new HashSet<>();
        private boolean expectsKey;
        private String key = "";
        private int index;

        private Level(JsonPath path, boolean isObject) {
            this.path = path;
            this.isObject = isObject;
            this.expectsKey = isObject;
        }
    }
}
