package io.github.ecsmaven.deployer.identity;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The two statements that let the sessions of one role assume another. */
final class AssumeStatements {
    private AssumeStatements() {}

    /** In the trust policy of the role that is assumed. */
    static String trust(RoleArn from) {
        return PrincipalStatement.of(from.text());
    }

    /** In the policies of the role whose sessions assume it. */
    static String permission(RoleArn to) {
        JsonWriter json = JsonWriter.create().writeStartObject();
        json.writeFieldName("Effect").writeValue("Allow");
        json.writeFieldName("Action").writeValue("sts:AssumeRole");
        json.writeFieldName("Resource").writeValue(to.text());
        return new String(json.writeEndObject().getBytes(), StandardCharsets.UTF_8);
    }
}
