package io.github.ecsmaven.deployer.identity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A place in a JSON document, as in RFC 6901.
 *
 * @param text {@code /data/token}
 */
record JsonPointer(String text) {
    /** The value there; empty where there is none. */
    Optional<JsonNode> in(JsonNode document) {
        Optional<JsonNode> found = Optional.of(document);
        for (String step : steps()) {
            found = found.flatMap(node -> inside(node, step));
        }
        return found;
    }

    private List<String> steps() {
        return Stream.of(text.split("/", -1))
                .skip(1)
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static Optional<JsonNode> inside(JsonNode node, String step) {
        if (node.isObject()) {
            return Optional.ofNullable(node.asObject().get(step));
        }
        if (node.isArray() && step.matches("0|[1-9][0-9]{0,5}")) {
            int index = Integer.parseInt(step);
            List<JsonNode> elements = node.asArray();
            return index < elements.size() ? Optional.of(elements.get(index)) : Optional.empty();
        }
        return Optional.empty();
    }
}
