package io.github.ecsmaven.local.clients;

import io.github.ecsmaven.local.clients.Difference.Kind;
import io.github.ecsmaven.local.clients.ServiceModel.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Compares the shape of answers with what AWS is recorded, documented and modelled to answer. Values are not looked at. */
final class AnswerComparison {
    /** Errors of every operation, which no model lists: AWS's page "Common Errors" of each API. */
    private static final Set<String> COMMON_ERRORS = Set.of("AccessDenied", "ExpiredToken", "ValidationError");

    private static final Set<String> JSON_ERROR = Set.of("__type", "message");
    private static final Set<String> XML_ERROR = Set.of("Type", "Code", "Message");

    private final Map<String, ServiceModel> models;
    private final RecordedShapes recorded;
    private final DocumentedShapes documented;

    /** By service's name, the models of the services whose answers are compared. */
    AnswerComparison(Map<String, ServiceModel> models, RecordedShapes recorded, DocumentedShapes documented) {
        this.models = new TreeMap<>(models);
        this.recorded = recorded;
        this.documented = documented;
    }

    /** In what an answer differs, in its own order. */
    List<Difference> differences(Answer answer) {
        ServiceModel model = models.get(answer.service());
        if (model == null) {
            throw new IllegalArgumentException("no model of " + answer.service());
        }
        if (answer.isError()) {
            return error(model, answer);
        }
        boolean xml = answer.body().startsWith("<");
        Differences differences = new Differences(model);
        model.answer(answer.operation()).ifPresent(shape -> {
            JsonNode content = xml
                    ? XmlAnswer.read(model, shape, answer.operation(), answer.body())
                    : JsonNode.parser().parse(answer.body());
            new ShapeWalk(model, differences).walk(shape, content);
        });
        return differences.found;
    }

    private List<Difference> error(ServiceModel model, Answer answer) {
        boolean xml = answer.body().startsWith("<");
        Map<String, String> members = xml ? XmlAnswer.error(answer.body()) : jsonError(answer.body());
        String code = members.getOrDefault(xml ? "Code" : "__type", "");
        String path = answer.service() + ":" + answer.operation() + "!" + code;
        List<Difference> found = new ArrayList<>();
        if (!model.errors(answer.operation()).contains(code) && !COMMON_ERRORS.contains(code)) {
            found.add(new Difference(Kind.ERROR, path, "is none of the operation's errors"));
        }
        if (members.getOrDefault(xml ? "Message" : "message", "").isBlank()) {
            found.add(new Difference(Kind.ERROR, path, "has no message"));
        }
        Set<String> surplus = new TreeSet<>(members.keySet());
        surplus.removeAll(xml ? XML_ERROR : JSON_ERROR);
        surplus.removeAll(model.errorMembers(code));
        surplus.forEach(member -> found.add(new Difference(Kind.SURPLUS, path + "." + member, "is in no error")));
        return found;
    }

    private static Map<String, String> jsonError(String body) {
        Map<String, String> members = new LinkedHashMap<>();
        JsonNode.parser().parse(body).asObject().forEach((name, value) -> members.put(name, value.text()));
        return members;
    }

    private final class Differences implements ShapeWalk.Visitor {
        private final ServiceModel model;
        private final List<Difference> found = new ArrayList<>();

        Differences(ServiceModel model) {
            this.model = model;
        }

        @Override
        public void structure(Shape shape, Map<String, JsonNode> members, Set<String> conditions) {
            Set<String> lacking = new TreeSet<>(shape.required());
            lacking.addAll(recorded.always(shape.key(), conditions));
            lacking.addAll(documented.always(shape.key(), conditions));
            lacking.removeAll(members.keySet());
            lacking.forEach(member -> add(Kind.LACKING, shape, member, "is not there though " + conditions));
            members.forEach((member, value) -> {
                String target = shape.members().get(member);
                if (target == null) {
                    add(Kind.SURPLUS, shape, member, "is in no model");
                } else {
                    type(shape, member, value, model.shape(target).type());
                }
            });
        }

        private void type(Shape shape, String member, JsonNode value, String modelType) {
            String expected = JsonType.ofModel(modelType);
            String actual = JsonType.of(value);
            // AWS's JSON writes a point in time as the seconds since 1970.
            boolean seconds = expected.equals(JsonType.TIMESTAMP) && actual.equals("number");
            if (!actual.equals(expected) && !seconds) {
                add(Kind.TYPE, shape, member, "is a " + actual + ", not a " + expected);
                return;
            }
            Set<String> seen = recorded.types(shape.key(), member);
            if (!seen.isEmpty() && !seen.contains(expected)) {
                add(Kind.TYPE, shape, member, "is a " + expected + ", recorded as " + seen);
            }
        }

        @Override
        public void list(Shape shape, String member, List<JsonNode> elements) {
            String path = shape.key() + "." + member;
            String order =
                    documented.orders().getOrDefault(path, recorded.orders().get(path));
            if (order != null && !ListOrder.of(order).holds(elements)) {
                add(Kind.ORDER, shape, member, "is not " + order);
            }
        }

        private void add(Kind kind, Shape shape, String member, String text) {
            found.add(new Difference(kind, shape.key() + "." + member, text));
        }
    }
}
