package io.github.ecsmaven.deployer.apply;

import io.github.ecsmaven.deployer.aws.SignedCall;
import io.github.ecsmaven.deployer.plan.LogGroupAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * Carries out what a plan does to log groups. The client of CloudWatch Logs would add a quarter to what the plugin downloads,
 * for six calls without an answer; these go through the signed call, with the care of writes.
 */
final class LogGroupWriter {
    private static final String NAME = "logGroupName";

    private final Supplier<SignedCall> calls;

    /** @param calls of writes; asked for when there is something to write */
    LogGroupWriter(Supplier<SignedCall> calls) {
        this.calls = calls;
    }

    /** Carries it out, and says what was done. */
    String write(LogGroupAction action) {
        String name = action.logGroup();
        if (action instanceof LogGroupAction.CreateLogGroup create) {
            call(action, json -> {
                member(json, NAME, name);
                member(json, "kmsKeyId", create.kmsKeyId());
                member(json, "logGroupClass", create.logGroupClass());
                tags(json, create.tags());
            });
            return "created log group " + name;
        }
        if (action instanceof LogGroupAction.PutRetentionPolicy put) {
            call(action, json -> {
                member(json, NAME, name);
                json.writeFieldName("retentionInDays").writeValue(put.days());
            });
            return "set the retention of log group " + name;
        }
        if (action instanceof LogGroupAction.DeleteRetentionPolicy) {
            call(action, json -> member(json, NAME, name));
            return "removed the retention of log group " + name;
        }
        if (action instanceof LogGroupAction.AssociateKmsKey key) {
            call(action, json -> {
                member(json, NAME, name);
                member(json, "kmsKeyId", key.kmsKeyId());
            });
            return "set the key of log group " + name;
        }
        if (action instanceof LogGroupAction.DisassociateKmsKey) {
            call(action, json -> member(json, NAME, name));
            return "removed the key of log group " + name;
        }
        if (action instanceof LogGroupAction.TagLogGroup tag) {
            call(action, json -> {
                member(json, "resourceArn", tag.arn());
                tags(json, tag.tags());
            });
            return "tagged log group " + name;
        }
        throw new IllegalStateException("unknown action " + action);
    }

    private void call(LogGroupAction action, Consumer<JsonWriter> members) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        members.accept(json);
        json.writeEndObject();
        String operation = action.operation().substring(action.operation().indexOf(':') + 1);
        calls.get()
                .jsonWithoutAnswer(
                        "logs", "Logs_20140328." + operation, new String(json.getBytes(), StandardCharsets.UTF_8));
    }

    private static void member(JsonWriter json, String name, @Nullable String value) {
        if (value != null) {
            json.writeFieldName(name).writeValue(value);
        }
    }

    private static void tags(JsonWriter json, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            json.writeFieldName("tags").writeStartObject();
            new TreeMap<>(tags).forEach((key, value) -> member(json, key, value));
            json.writeEndObject();
        }
    }
}
