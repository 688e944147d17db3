package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.Promise.PromisedAction;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.schema.PrettyJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * The document of a saved plan as text: sealed with a digest over all that is in it, and read again with suspicion. The
 * digest tells damage and edits; it is no signature, and needs to be none: a plan is made anew before anything is written.
 */
public final class SavedPlanReader {
    private static final String DIGEST = "digest";
    private static final String SHA_256 = "sha256:";

    private final String file;

    /** @param file its name, for messages */
    public SavedPlanReader(String file) {
        this.file = file;
    }

    /** The text of a document: its members, and behind them the digest. */
    public static String sealed(Map<String, Object> members) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put(DIGEST, digest(members));
        return PrettyJson.of(all) + "\n";
    }

    /**
     * What a text says.
     *
     * @throws UserException where it is not as this plugin has written it
     */
    public SavedPlan read(String text) {
        Map<String, JsonNode> root = parsed(text);
        requireFormatVersion(root.get("formatVersion"));
        Map<String, Object> members = members(root);
        Object digest = members.remove(DIGEST);
        if (digest == null) {
            throw refused("has been truncated or edited", "the digest at its end is missing");
        }
        // Written again it is the same, letter by letter, or somebody has written in it: another layout, a member
        // twice.
        if (!digest.equals(digest(members)) || !sealed(members).equals(text)) {
            throw refused("has been edited", "its digest is not that of its content");
        }
        return savedPlan(root);
    }

    private Map<String, Object> members(Map<String, JsonNode> root) {
        Map<String, Object> members = new LinkedHashMap<>();
        try {
            root.forEach((name, node) -> members.put(name, plain(node)));
        } catch (NumberFormatException e) {
            throw refused("has been edited", "it has a number that no plan has");
        }
        return members;
    }

    private Map<String, JsonNode> parsed(String text) {
        if (!text.stripLeading().startsWith("{")) {
            throw refused("is no saved plan", "it does not begin as a JSON document");
        }
        JsonNode node;
        try {
            node = JsonNodeParser.create().parse(text);
        } catch (RuntimeException e) {
            // Whatever the parser makes of it, it is not JSON; what it says may repeat what is in the file.
            throw text.stripTrailing().endsWith("}")
                    ? refused("is no saved plan", "it is not JSON")
                    : refused("has been truncated", "it ends in the middle");
        }
        return node.asObject();
    }

    private void requireFormatVersion(@Nullable JsonNode version) {
        if (version == null) {
            throw refused("is no saved plan", "it has no formatVersion");
        }
        if (!version.isNumber() || !version.asNumber().equals(Integer.toString(SavedPlan.FORMAT_VERSION))) {
            String found = version.isNumber() ? version.asNumber() : "no number";
            throw refused(
                    "is of another format",
                    "its formatVersion is " + (found.length() > 20 ? "another" : found) + "; this version of the plugin"
                            + " reads " + SavedPlan.FORMAT_VERSION);
        }
    }

    private SavedPlan savedPlan(Map<String, JsonNode> root) {
        Map<String, JsonNode> promise = object(root, "promise");
        Map<String, String> target = texts(object(root, "target"));
        String role = target.remove("role");
        String key = text(promise, "key");
        try {
            KeyedHash.ofEncodedKey(key);
        } catch (IllegalArgumentException e) {
            throw wrong("promise.key");
        }
        List<PromisedAction> actions = new ArrayList<>();
        for (JsonNode action : array(promise, "actions")) {
            Map<String, JsonNode> members = object(action, "promise.actions");
            actions.add(new PromisedAction(text(members, "operation"), text(members, "hash")));
        }
        return new SavedPlan(
                new Promise(
                        text(root, "pluginVersion"),
                        instant(root, "created"),
                        instant(root, "expires"),
                        role == null ? "" : role,
                        key,
                        texts(object(promise, "fingerprint")),
                        actions),
                target,
                changes(root));
    }

    /** What each place was to become, read back from what was shown. */
    private Map<String, String> changes(Map<String, JsonNode> root) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (JsonNode resource : array(root, "changes")) {
            Map<String, JsonNode> members = object(resource, "changes");
            String title = text(members, "operation") + " " + text(members, "resource");
            changes.put(text(members, "kind") + " " + title, title);
            for (JsonNode line : array(members, "lines")) {
                Map<String, JsonNode> parts = object(line, "changes.lines");
                String path = text(parts, "path");
                changes.put(text(members, "kind") + " " + path, text(parts, "change") + " " + path + values(parts));
            }
        }
        for (JsonNode refusal : array(root, "refusals")) {
            Map<String, JsonNode> parts = object(refusal, "refusals");
            changes.put("refused " + text(parts, "path"), "refused " + text(parts, "path") + ": " + text(parts, "why"));
        }
        return changes;
    }

    private static String values(Map<String, JsonNode> parts) {
        Optional<String> before = Optional.ofNullable(parts.get("before")).map(SavedPlanReader::shown);
        Optional<String> after = Optional.ofNullable(parts.get("after")).map(SavedPlanReader::shown);
        return before.map(text -> "  " + text).orElse("")
                + after.map(text -> (before.isPresent() ? " → " : "  ") + text).orElse("");
    }

    private static String shown(JsonNode node) {
        return node.isString() ? node.asString() : PrettyJson.of(plain(node)).replaceAll("\\s*\n\\s*", " ");
    }

    private String text(Map<String, JsonNode> members, String name) {
        JsonNode node = members.get(name);
        if (node == null || !node.isString()) {
            throw wrong(name);
        }
        return node.asString();
    }

    private Instant instant(Map<String, JsonNode> members, String name) {
        try {
            return Instant.parse(text(members, name));
        } catch (DateTimeParseException e) {
            throw wrong(name);
        }
    }

    private Map<String, JsonNode> object(Map<String, JsonNode> members, String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            throw wrong(name);
        }
        return object(node, name);
    }

    private Map<String, JsonNode> object(JsonNode node, String name) {
        if (!node.isObject()) {
            throw wrong(name);
        }
        return node.asObject();
    }

    private List<JsonNode> array(Map<String, JsonNode> members, String name) {
        JsonNode node = members.get(name);
        if (node == null || !node.isArray()) {
            throw wrong(name);
        }
        return node.asArray();
    }

    private Map<String, String> texts(Map<String, JsonNode> members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.keySet().forEach(name -> texts.put(name, text(members, name)));
        return texts;
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.asObject().forEach((name, member) -> members.put(name, plain(member)));
            return members;
        }
        if (node.isArray()) {
            return node.asArray().stream().map(SavedPlanReader::plain).toList();
        }
        if (node.isNumber()) {
            return new BigDecimal(node.asNumber());
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        // No document has a null: one that somebody wrote becomes a text, and so is told by the digest.
        return node.isString() ? node.asString() : "null";
    }

    private static String digest(Map<String, Object> members) {
        try {
            byte[] content = PrettyJson.of(members).getBytes(StandardCharsets.UTF_8);
            return SHA_256
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private UserException wrong(String member) {
        return refused("is no saved plan", "its member " + member + " is missing or of the wrong type");
    }

    private UserException refused(String what, String why) {
        return new UserException(new Explanation(
                "The saved plan " + what + "; nothing was written",
                file,
                why,
                "make a new plan with mvn ecs:diff, and deploy with that"));
    }
}
