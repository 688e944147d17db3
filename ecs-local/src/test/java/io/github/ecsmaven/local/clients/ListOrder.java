package io.github.ecsmaven.local.clients;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Orders in which AWS answers lists. */
enum ListOrder {
    /** By {@code createdAt}, the newest first. */
    NEWEST_FIRST {
        @Override
        boolean holds(List<JsonNode> elements) {
            List<Double> times = times(elements);
            return times.size() == elements.size()
                    && times.equals(
                            times.stream().sorted(Comparator.reverseOrder()).toList());
        }
    },
    /** Texts, in the order of their characters. */
    ASCENDING {
        @Override
        boolean holds(List<JsonNode> elements) {
            List<String> texts = elements.stream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .toList();
            return texts.size() == elements.size()
                    && texts.equals(texts.stream().sorted().toList());
        }
    },
    /** ARNs that end in a revision: by what comes before it, then by the revision as a number. */
    BY_REVISION {
        @Override
        boolean holds(List<JsonNode> elements) {
            if (!elements.stream()
                    .allMatch(each -> each.isString() && each.asString().matches(".*:\\d+"))) {
                return false;
            }
            List<String> texts = elements.stream().map(JsonNode::asString).toList();
            return texts.equals(texts.stream()
                    .sorted(Comparator.comparing(ListOrder::beforeRevision).thenComparingInt(ListOrder::revision))
                    .toList());
        }
    };

    abstract boolean holds(List<JsonNode> elements);

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ListOrder of(String text) {
        return Stream.of(values())
                .filter(order -> order.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no order " + text));
    }

    /** Seconds, as far as the elements have any: of a number, or of the members of a recorded datetime in their order. */
    private static List<Double> times(List<JsonNode> elements) {
        return elements.stream()
                .filter(JsonNode::isObject)
                .flatMap(element -> element.field("createdAt").stream())
                .map(ListOrder::seconds)
                .toList();
    }

    private static double seconds(JsonNode time) {
        if (time.isNumber()) {
            return Double.parseDouble(time.asNumber());
        }
        if (time.isString()) {
            var at = OffsetDateTime.parse(time.asString());
            return at.toEpochSecond() + at.getNano() / 1e9;
        }
        var at = LocalDateTime.of(
                part(time, "year"),
                part(time, "month"),
                part(time, "day"),
                part(time, "hour"),
                part(time, "minute"),
                part(time, "second"));
        return at.toEpochSecond(ZoneOffset.UTC) + part(time, "microsecond") / 1e6;
    }

    private static int part(JsonNode time, String name) {
        return time.field(name).map(part -> Integer.parseInt(part.asNumber())).orElse(0);
    }

    private static String beforeRevision(String arn) {
        return arn.substring(0, arn.lastIndexOf(':') + 1);
    }

    private static int revision(String arn) {
        return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    }
}
