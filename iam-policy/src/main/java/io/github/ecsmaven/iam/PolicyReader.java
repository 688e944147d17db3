package io.github.ecsmaven.iam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Reads a policy document. Source: IAM User Guide, grammar of the IAM JSON policy language. */
final class PolicyReader {

    private static final Set<String> POLICY_ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)\\]\\s*$");

    private PolicyReader() {}

    static Policy read(String json) {
        Map<String, JsonNode> document = object(parse(json), JsonPath.root());
        onlyKnown(document, POLICY_ELEMENTS, JsonPath.root());
        String version = optionalText(document, "Version", JsonPath.root());
        if (version != null && !version.equals(Policy.CURRENT_VERSION) && !version.equals(Policy.FIRST_VERSION)) {
            throw JsonPath.root()
                    .member("Version")
                    .problem("expected " + Policy.CURRENT_VERSION + " or " + Policy.FIRST_VERSION + ", was '" + version
                            + "'");
        }
        String id = optionalText(document, "Id", JsonPath.root());
        return new Policy(version, id, statements(document));
    }

    private static JsonNode parse(String json) {
        if (json.isBlank()) {
            throw JsonPath.root().problem("the document is empty");
        }
        JsonNode node;
        try {
            node = JsonNode.parser().parse(json);
        } catch (RuntimeException e) {
            throw new MalformedPolicyException(JsonPath.root().text(), "not JSON: " + firstLineAndPlace(e), e);
        }
        JsonStrictness.check(json);
        return node;
    }

    /** The parser's message without the document's text, which it repeats. */
    private static String firstLineAndPlace(RuntimeException e) {
        Throwable parserError = e.getCause() == null ? e : e.getCause();
        String message = String.valueOf(parserError.getMessage());
        String reason = message.lines().findFirst().orElse("");
        Matcher place = PLACE.matcher(message);
        return place.find() ? reason + " (line " + place.group(1) + ", column " + place.group(2) + ")" : reason;
    }

    private static List<Statement> statements(Map<String, JsonNode> document) {
        JsonPath path = JsonPath.root().member("Statement");
        JsonNode node = document.get("Statement");
        if (node == null) {
            throw JsonPath.root().problem("the element Statement is missing");
        }
        if (!node.isArray()) {
            return List.of(statement(node, path));
        }
        List<Statement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode each : node.asArray()) {
            JsonPath place = path.element(statements.size());
            Statement statement = statement(each, place);
            String sid = statement.sid();
            if (sid != null && !sid.isEmpty() && !sids.add(sid)) {
                throw place.member("Sid").problem("another statement has the name '" + sid + "' already");
            }
            statements.add(statement);
        }
        if (statements.isEmpty()) {
            throw path.problem("a policy has at least one statement");
        }
        return statements;
    }

    private static Statement statement(JsonNode node, JsonPath path) {
        Map<String, JsonNode> elements = object(node, path);
        onlyKnown(elements, STATEMENT_ELEMENTS, path);
        Selector actions = selector(elements, "Action", path);
        if (actions == null) {
            throw path.problem("Action or NotAction is missing");
        }
        checkActions(actions, path);
        return new Statement(
                optionalText(elements, "Sid", path),
                effect(elements, path),
                principals(elements, path),
                actions,
                selector(elements, "Resource", path),
                conditions(elements.get("Condition"), path.member("Condition")));
    }

    private static Effect effect(Map<String, JsonNode> elements, JsonPath path) {
        String text = optionalText(elements, "Effect", path);
        if (text == null) {
            throw path.problem("Effect is missing");
        }
        for (Effect effect : Effect.values()) {
            if (effect.text().equals(text)) {
                return effect;
            }
        }
        throw path.member("Effect").problem("expected Allow or Deny, was '" + text + "'");
    }

    private static void checkActions(Selector actions, JsonPath path) {
        for (String action : actions.patterns()) {
            if (!action.equals("*") && !action.contains(":")) {
                throw path.member(actions.sense().elementName("Action"))
                        .problem("expected * or SERVICE:ACTION, was '" + action + "'");
            }
        }
    }

    private static @Nullable Selector selector(Map<String, JsonNode> elements, String name, JsonPath path) {
        Sense sense = sense(elements, name, path);
        if (sense == null) {
            return null;
        }
        String element = sense.elementName(name);
        return new Selector(sense, texts(child(elements, element), path.member(element)));
    }

    private static @Nullable PrincipalSelector principals(Map<String, JsonNode> elements, JsonPath path) {
        Sense sense = sense(elements, "Principal", path);
        if (sense == null) {
            return null;
        }
        String element = sense.elementName("Principal");
        JsonPath place = path.member(element);
        JsonNode node = child(elements, element);
        if (node.isString()) {
            if (!node.asString().equals("*")) {
                throw place.problem("expected * or an object such as {\"AWS\": …}, was '" + node.asString() + "'");
            }
            return new PrincipalSelector(sense, List.of(PrincipalPattern.anyone()));
        }
        List<PrincipalPattern> patterns = new ArrayList<>();
        object(node, place).forEach((key, values) -> {
            PrincipalPattern.Type type = PrincipalPattern.Type.of(key)
                    .orElseThrow(() -> place.member(key)
                            .problem("expected AWS, Federated, Service or CanonicalUser, was '" + key + "'"));
            texts(values, place.member(key)).forEach(value -> patterns.add(new PrincipalPattern(type, value)));
        });
        return new PrincipalSelector(sense, patterns);
    }

    /** Which of an element and its Not form is there, {@code null} when neither is. */
    private static @Nullable Sense sense(Map<String, JsonNode> elements, String name, JsonPath path) {
        boolean matching = elements.containsKey(name);
        boolean notMatching = elements.containsKey("Not" + name);
        if (matching && notMatching) {
            throw path.problem(name + " and Not" + name + " exclude each other");
        }
        if (matching) {
            return Sense.MATCHING;
        }
        return notMatching ? Sense.NOT_MATCHING : null;
    }

    private static List<Condition> conditions(@Nullable JsonNode node, JsonPath path) {
        List<Condition> conditions = new ArrayList<>();
        if (node == null) {
            return conditions;
        }
        Set<ConditionOperator> seen = new HashSet<>();
        object(node, path).forEach((name, keys) -> {
            JsonPath place = path.member(name);
            ConditionOperator operator = ConditionOperator.of(name)
                    .orElseThrow(() -> place.problem("IAM has no condition operator '" + name + "'"));
            if (!seen.add(operator)) {
                throw place.problem("the operator " + operator.text() + " comes twice");
            }
            object(keys, place).forEach((key, values) -> {
                if (key.isBlank()) {
                    throw place.member(key).problem("the condition key is empty");
                }
                conditions.add(new Condition(operator, key, conditionValues(values, place.member(key))));
            });
        });
        return conditions;
    }

    private static List<String> conditionValues(JsonNode node, JsonPath path) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : node.isArray() ? node.asArray() : List.of(node)) {
            if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
                JsonPath place = node.isArray() ? path.element(values.size()) : path;
                throw place.problem("expected a string, a number or a boolean, was " + kind(value));
            }
            values.add(value.text());
        }
        return values;
    }

    private static List<String> texts(JsonNode node, JsonPath path) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : node.isArray() ? node.asArray() : List.of(node)) {
            JsonPath place = node.isArray() ? path.element(texts.size()) : path;
            if (!value.isString()) {
                throw place.problem("expected a string, was " + kind(value));
            }
            if (value.asString().isEmpty()) {
                throw place.problem("expected a value, was an empty string");
            }
            texts.add(value.asString());
        }
        return texts;
    }

    private static @Nullable String optionalText(Map<String, JsonNode> elements, String name, JsonPath path) {
        JsonNode node = elements.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw path.member(name).problem("expected a string, was " + kind(node));
        }
        return node.asString();
    }

    private static JsonNode child(Map<String, JsonNode> elements, String name) {
        JsonNode node = elements.get(name);
        if (node == null) {
            throw new IllegalStateException("asked for " + name + ", which is not there");
        }
        return node;
    }

    private static Map<String, JsonNode> object(JsonNode node, JsonPath path) {
        if (!node.isObject()) {
            throw path.problem("expected an object, was " + kind(node));
        }
        return node.asObject();
    }

    private static void onlyKnown(Map<String, JsonNode> elements, Set<String> known, JsonPath path) {
        for (String name : elements.keySet()) {
            if (!known.contains(name)) {
                String names = new TreeSet<>(known).stream().collect(Collectors.joining(", "));
                throw path.member(name).problem("no such element; there are " + names);
            }
        }
    }

    private static String kind(JsonNode node) {
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "a list";
        }
        if (node.isString()) {
            return "a string";
        }
        if (node.isNumber()) {
            return "a number";
        }
        return node.isBoolean() ? "a boolean" : "null";
    }
}
