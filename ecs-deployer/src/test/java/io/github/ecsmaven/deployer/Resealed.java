package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.plan.SavedPlanReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Saved plans with an edit and a digest that is right again. */
final class Resealed {
    private Resealed() {}

    static void replace(Path file, String text, String other) throws IOException {
        String edited = Files.readString(file).replace(text, other);
        Map<String, Object> members = new LinkedHashMap<>();
        JsonNode.parser().parse(edited).asObject().forEach((name, node) -> members.put(name, plain(node)));
        members.remove("digest");
        Files.writeString(file, SavedPlanReader.sealed(members));
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.asObject().forEach((name, member) -> members.put(name, plain(member)));
            return members;
        }
        if (node.isArray()) {
            return node.asArray().stream().map(Resealed::plain).toList();
        }
        return node.isNumber() ? new BigDecimal(node.asNumber()) : node.isBoolean() ? node.asBoolean() : node.text();
    }
}
