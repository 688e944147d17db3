package io.github.ecsmaven.local.state;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeVisitor;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;

/**
 * JSON of which lists are read element by element, each time they are asked for: the tree of a whole state with
 * thousands of services would be several times as large as the state itself. That holds for lists that are members of
 * the document or of its members.
 *
 * <p>That the whole text is JSON is checked at once.
 */
public final class SlicedJson {
    private final byte[] text;
    private final JsonParser json;

    private SlicedJson(byte[] text, JsonParser json) {
        this.text = text;
        this.json = json;
    }

    /**
     * Reads a document.
     *
     * @param text UTF-8; must not be changed afterwards
     * @throws UncheckedIOException when it is not JSON, with the parser's own reason
     */
    public static JsonNode parse(byte[] text) {
        try (JsonParser json = JsonNodeParser.DEFAULT_JSON_FACTORY.createParser(text)) {
            SlicedJson document = new SlicedJson(text, json);
            JsonNode root = json.nextToken() == JsonToken.START_OBJECT ? document.members(true) : document.value();
            if (json.nextToken() != null) {
                throw new IOException("it goes on after its end");
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object that begins here. */
    private JsonNode members(boolean ofDocument) throws IOException {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                members.put(name, list());
            } else if (value == JsonToken.START_OBJECT && ofDocument) {
                members.put(name, members(false));
            } else {
                members.put(name, value());
            }
        }
        return new Members(Collections.unmodifiableMap(members));
    }

    private JsonNode list() throws IOException {
        List<Slice> slices = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            slices.add(slice());
        }
        return new Elements(new Slices(text, slices));
    }

    private JsonNode value() throws IOException {
        return slice().in(text);
    }

    /** Where the value that begins here begins and ends; the parser stands on its last token then. */
    private Slice slice() throws IOException {
        if (json.currentToken() == null) {
            throw new IOException("it is empty");
        }
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        // A text is only read when it is asked for.
        json.finishToken();
        return new Slice(from, (int) json.currentLocation().getByteOffset());
    }

    private record Slice(int from, int to) {
        JsonNode in(byte[] text) {
            return JsonNode.parser().parse(new ByteArrayInputStream(text, from, to - from));
        }
    }

    private static final class Slices extends AbstractList<JsonNode> implements RandomAccess {
        private final byte[] text;
        private final List<Slice> slices;

        Slices(byte[] text, List<Slice> slices) {
            this.text = text;
            this.slices = slices;
        }

        @Override
        public JsonNode get(int index) {
            return slices.get(index).in(text);
        }

        @Override
        public int size() {
            return slices.size();
        }
    }

    /** What neither a list nor an object can be taken for. */
    private interface Container extends JsonNode {
        @Override
        default String asNumber() {
            throw new UnsupportedOperationException("A list or an object is not a number.");
        }

        @Override
        default String asString() {
            throw new UnsupportedOperationException("A list or an object is not a text.");
        }

        @Override
        default boolean asBoolean() {
            throw new UnsupportedOperationException("A list or an object is not a boolean.");
        }

        @Override
        default Object asEmbeddedObject() {
            throw new UnsupportedOperationException("A list or an object is not an embedded value.");
        }

        @Override
        default List<JsonNode> asArray() {
            throw new UnsupportedOperationException("An object is not a list.");
        }

        @Override
        default Map<String, JsonNode> asObject() {
            throw new UnsupportedOperationException("A list is not an object.");
        }

        @Override
        default @Nullable String text() {
            return null;
        }
    }

    private record Members(Map<String, JsonNode> members) implements Container {
        @Override
        public boolean isObject() {
            return true;
        }

        @Override
        public Map<String, JsonNode> asObject() {
            return members;
        }

        @Override
        public Optional<JsonNode> field(String child) {
            return Optional.ofNullable(members.get(child));
        }

        @Override
        public <T> T visit(JsonNodeVisitor<T> visitor) {
            return visitor.visitObject(members);
        }
    }

    private record Elements(List<JsonNode> elements) implements Container {
        @Override
        public boolean isArray() {
            return true;
        }

        @Override
        public List<JsonNode> asArray() {
            return elements;
        }

        @Override
        public Optional<JsonNode> index(int child) {
            return child < 0 || child >= elements.size() ? Optional.empty() : Optional.of(elements.get(child));
        }

        @Override
        public <T> T visit(JsonNodeVisitor<T> visitor) {
            return visitor.visitArray(elements);
        }
    }
}
