package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.SideBySide;
import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveLogGroup;
import io.github.ecsmaven.descriptor.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * Reads log groups by name, 50 in one call. Source: {@code logGroupIdentifiers} of DescribeLogGroups in the CloudWatch Logs
 * API reference.
 */
final class LogGroupReader {
    private static final int MOST = 50;
    private static final String EVERYTHING_IN_IT = ":*";

    private final Supplier<SignedCall> calls;
    private final AwsErrors errors;

    /** @param calls asked for when there is something to read */
    LogGroupReader(Supplier<SignedCall> calls, AwsErrors errors) {
        this.calls = calls;
        this.errors = errors;
    }

    /**
     * Those that exist, by name.
     *
     * @param tagged names of those whose tags are wanted too: one call each
     */
    Map<String, LiveLogGroup> read(List<String> names, Collection<String> tagged) {
        List<Supplier<List<Value.Structure>>> batches = new ArrayList<>();
        for (int from = 0; from < names.size(); from += MOST) {
            List<String> batch = names.subList(from, Math.min(from + MOST, names.size()));
            batches.add(() -> described(batch));
        }
        List<Value.Structure> found =
                SideBySide.all(batches).stream().flatMap(List::stream).toList();
        List<Supplier<LiveLogGroup>> groups = found.stream()
                .<Supplier<LiveLogGroup>>map(group -> () ->
                        new LiveLogGroup(arn(group), group, tagged.contains(name(group)) ? tags(arn(group)) : Map.of()))
                .toList();
        Map<String, LiveLogGroup> byName = new LinkedHashMap<>();
        List<LiveLogGroup> read =
                tagged.isEmpty() ? groups.stream().map(Supplier::get).toList() : SideBySide.all(groups);
        read.forEach(group -> byName.put(name(group.definition()), group));
        return byName;
    }

    private List<Value.Structure> described(List<String> names) {
        List<Value.Structure> found = new ArrayList<>();
        Optional<String> page = Optional.empty();
        do {
            String request = describe(names, page);
            JsonNode answer = errors.call(
                    "logs:DescribeLogGroups",
                    String.join(", ", names),
                    () -> calls.get().json("logs", "Logs_20140328.DescribeLogGroups", request));
            answer.field("logGroups")
                    .map(JsonNode::asArray)
                    .orElse(List.of())
                    .forEach(group -> found.add(scalars(group)));
            page = answer.field("nextToken").filter(JsonNode::isString).map(JsonNode::asString);
        } while (page.isPresent());
        return found;
    }

    private static String describe(List<String> names, Optional<String> page) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("logGroupIdentifiers").writeStartArray();
        names.forEach(json::writeValue);
        json.writeEndArray();
        page.ifPresent(token -> json.writeFieldName("nextToken").writeValue(token));
        json.writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    private Map<String, String> tags(String arn) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("resourceArn").writeValue(arn);
        json.writeEndObject();
        String request = new String(json.getBytes(), StandardCharsets.UTF_8);
        JsonNode answer = errors.call(
                "logs:ListTagsForResource",
                arn,
                () -> calls.get().json("logs", "Logs_20140328.ListTagsForResource", request));
        Map<String, String> tags = new LinkedHashMap<>();
        answer.field("tags")
                .map(JsonNode::asObject)
                .orElse(Map.of())
                .forEach((key, value) -> tags.put(key, value.asString()));
        return tags;
    }

    /** All that can be declared of a log group is a scalar. */
    private static Value.Structure scalars(JsonNode group) {
        Map<String, Value> members = new LinkedHashMap<>();
        group.asObject().forEach((name, value) -> {
            if (value.isString()) {
                members.put(name, new Value.Text(value.asString()));
            } else if (value.isNumber()) {
                members.put(name, Value.Numeral.parse(value.asNumber()));
            } else if (value.isBoolean()) {
                members.put(name, new Value.Flag(value.asBoolean()));
            }
        });
        return new Value.Structure(members);
    }

    /** Tags go by the ARN without the end that stands for the streams. */
    private static String arn(Value.Structure group) {
        String arn = text(group, "logGroupArn").or(() -> text(group, "arn")).orElse("");
        return arn.endsWith(EVERYTHING_IN_IT) ? arn.substring(0, arn.length() - EVERYTHING_IN_IT.length()) : arn;
    }

    private static String name(Value.Structure group) {
        return text(group, "logGroupName").orElse("");
    }

    private static Optional<String> text(Value.Structure structure, String member) {
        return structure.members().get(member) instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }
}
