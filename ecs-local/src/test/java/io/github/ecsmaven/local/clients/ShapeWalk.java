package io.github.ecsmaven.local.clients;

import io.github.ecsmaven.local.clients.ServiceModel.Shape;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Goes through an answer along the published shapes, and says of each structure under which conditions it was answered. */
final class ShapeWalk {
    /** Holds for every structure. */
    static final String ALWAYS = "*";

    private static final List<String> TELLING = List.of("lastStatus", "status", "schedulingStrategy");

    /** Of these it also tells what is within a structure. */
    private static final List<String> TELLING_WITHIN = List.of("launchType", "networkMode");

    private static final List<String> DATES = List.of("createdAt", "registeredAt");
    private static final List<Integer> SINCE = List.of(2022, 2024);
    private static final Around NOTHING = new Around(0, Set.of());

    private final ServiceModel model;
    private final Visitor visitor;

    /** What holds a value: its year, 0 when it has none, and the conditions that hold within it. */
    private record Around(int year, Set<String> conditions) {}

    /** Is told of what is on the way. */
    interface Visitor {
        /**
         * A structure.
         *
         * @param members those that are there and not null, whether the shape has them or not
         * @param conditions {@code *}, what it or what holds it says of itself ({@code launchType=EC2}), and since when
         *     that is there ({@code since=2022})
         */
        void structure(Shape shape, Map<String, JsonNode> members, Set<String> conditions);

        /** A list of a structure's member, of two elements or more. */
        void list(Shape shape, String member, List<JsonNode> elements);
    }

    ShapeWalk(ServiceModel model, Visitor visitor) {
        this.model = model;
        this.visitor = visitor;
    }

    void walk(Shape shape, JsonNode value) {
        walk(shape, value, NOTHING);
    }

    private void walk(Shape shape, JsonNode value, Around around) {
        switch (shape.type()) {
            case "structure" -> {
                if (value.isObject()) {
                    structure(shape, value, around);
                }
            }
            case "list" -> {
                if (value.isArray()) {
                    Shape element = model.shape(shape.element());
                    value.asArray().forEach(each -> walk(element, each, around));
                }
            }
            case "map" -> {
                if (value.isObject()) {
                    Shape element = model.shape(shape.element());
                    value.asObject().values().forEach(each -> walk(element, each, around));
                }
            }
            default -> {
                // A leaf: its structure was told of it.
            }
        }
    }

    private void structure(Shape shape, JsonNode value, Around around) {
        Map<String, JsonNode> members = new LinkedHashMap<>(value.asObject());
        members.values().removeIf(JsonNode::isNull);
        Around within = within(members, around);
        Set<String> conditions = new LinkedHashSet<>(Set.of(ALWAYS));
        conditions.addAll(said(members, TELLING));
        conditions.addAll(within.conditions());
        SINCE.stream().filter(since -> within.year() >= since).forEach(since -> conditions.add("since=" + since));
        visitor.structure(shape, members, conditions);
        members.forEach((name, member) -> {
            String target = shape.members().get(name);
            if (target != null) {
                if (member.isArray() && member.asArray().size() > 1) {
                    visitor.list(shape, name, member.asArray());
                }
                walk(model.shape(target), member, within);
            }
        });
    }

    private static Around within(Map<String, JsonNode> members, Around around) {
        int year = DATES.stream()
                .filter(members::containsKey)
                .map(date -> year(members.get(date)))
                .findFirst()
                .orElse(around.year());
        Set<String> said = said(members, TELLING_WITHIN);
        return new Around(year, said.isEmpty() ? around.conditions() : said);
    }

    private static Set<String> said(Map<String, JsonNode> members, List<String> telling) {
        Set<String> said = new LinkedHashSet<>();
        for (String name : telling) {
            JsonNode value = members.get(name);
            if (value != null && value.isString()) {
                said.add(name + "=" + value.asString());
            }
        }
        return said;
    }

    /** Of seconds since 1970, of ISO 8601, or of a datetime as recordings of botocore keep it. */
    private static int year(JsonNode date) {
        if (date.isNumber()) {
            return Instant.ofEpochSecond((long) Double.parseDouble(date.asNumber()))
                    .atZone(ZoneOffset.UTC)
                    .getYear();
        }
        if (date.isObject()) {
            return date.field("year")
                    .map(year -> Integer.parseInt(year.asNumber()))
                    .orElse(NOTHING.year());
        }
        return Integer.parseInt(date.asString().substring(0, 4));
    }
}
