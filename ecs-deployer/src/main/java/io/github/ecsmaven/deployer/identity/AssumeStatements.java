package io.github.ecsmaven.deployer.identity;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The two statements that let the sessions of one role assume another. */
final class AssumeStatements {
    private static final String ACTION = "sts:AssumeRole";

    private AssumeStatements() {}

    /** In the trust policy of the role that is assumed. */
    static String trust(RoleArn from) {
        JsonWriter json = begun();
        json.writeFieldName("Principal").writeStartObject();
        json.writeFieldName("AWS").writeValue(from.text()).writeEndObject();
        json.writeFieldName("Action").writeValue(ACTION);
        return text(json);
    }

    /** In the policies of the role whose sessions assume it. */
    static String permission(RoleArn to) {
        JsonWriter json = begun();
        json.writeFieldName("Action").writeValue(ACTION);
        json.writeFieldName("Resource").writeValue(to.text());
        return text(json);
    }

    private static JsonWriter begun() {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("Effect").writeValue("Allow");
        return json;
    }

    private static String text(JsonWriter json) {
        return new String(json.writeEndObject().getBytes(), StandardCharsets.UTF_8);
    }
}
