package io.github.ecsmaven.iam;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Writes a policy document without blanks: a session policy has 2,048 characters at most. */
final class PolicyWriter {

    private final JsonWriter json;

    private PolicyWriter(JsonWriter json) {
        this.json = json;
    }

    static String write(Policy policy) {
        try (JsonWriter json = JsonWriter.create()) {
            new PolicyWriter(json).policy(policy);
            return new String(json.getBytes(), StandardCharsets.UTF_8);
        }
    }

    private void policy(Policy policy) {
        json.writeStartObject();
        textUnlessNull("Version", policy.version());
        textUnlessNull("Id", policy.id());
        json.writeFieldName("Statement").writeStartArray();
        policy.statements().forEach(this::statement);
        json.writeEndArray().writeEndObject();
    }

    private void statement(Statement statement) {
        json.writeStartObject();
        textUnlessNull("Sid", statement.sid());
        textUnlessNull("Effect", statement.effect().text());
        PrincipalSelector principals = statement.principals();
        if (principals != null) {
            json.writeFieldName(principals.sense().elementName("Principal"));
            principals(principals);
        }
        selector("Action", statement.actions());
        Selector resources = statement.resources();
        if (resources != null) {
            selector("Resource", resources);
        }
        if (!statement.conditions().isEmpty()) {
            json.writeFieldName("Condition").writeStartObject();
            statement.conditionsByOperator().forEach(this::conditions);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void principals(PrincipalSelector principals) {
        if (principals.patterns().equals(List.of(PrincipalPattern.anyone()))) {
            json.writeValue("*");
            return;
        }
        json.writeStartObject();
        principals.byType().forEach((type, patterns) -> {
            json.writeFieldName(type.text());
            oneOrList(patterns.stream().map(PrincipalPattern::value).toList());
        });
        json.writeEndObject();
    }

    private void selector(String element, Selector selector) {
        json.writeFieldName(selector.sense().elementName(element));
        oneOrList(selector.patterns());
    }

    private void conditions(ConditionOperator operator, List<Condition> conditions) {
        json.writeFieldName(operator.text()).writeStartObject();
        for (Condition condition : conditions) {
            json.writeFieldName(condition.key());
            oneOrList(condition.values());
        }
        json.writeEndObject();
    }

    private void oneOrList(List<String> values) {
        if (values.size() == 1) {
            json.writeValue(values.get(0));
            return;
        }
        json.writeStartArray();
        values.forEach(json::writeValue);
        json.writeEndArray();
    }

    private void textUnlessNull(String name, @Nullable String text) {
        if (text != null) {
            json.writeFieldName(name).writeValue(text);
        }
    }
}
