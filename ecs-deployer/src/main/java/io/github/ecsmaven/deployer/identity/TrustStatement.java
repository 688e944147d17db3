package io.github.ecsmaven.deployer.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The statement of a role's trust policy that lets in one token, and no other subject. */
final class TrustStatement {
    private TrustStatement() {}

    static String json(RoleArn role, TokenClaims claims) {
        JsonWriter json = JsonWriter.create();
        json.writeStartObject();
        json.writeFieldName("Effect").writeValue("Allow");
        json.writeFieldName("Principal").writeStartObject();
        json.writeFieldName("Federated").writeValue(role.providerArn(claims)).writeEndObject();
        writeOneOrMore(json.writeFieldName("Action"), actions(claims));
        json.writeFieldName("Condition").writeStartObject();
        json.writeFieldName("StringEquals").writeStartObject();
        writeOneOrMore(json.writeFieldName(claims.providerName() + ":aud"), claims.audience());
        json.writeFieldName(claims.providerName() + ":sub").writeValue(claims.subject());
        json.writeEndObject().writeEndObject().writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    /** A token with tags or a source identity is refused whole unless these are allowed as well. */
    static List<String> actions(TokenClaims claims) {
        List<String> actions = new ArrayList<>(List.of("sts:AssumeRoleWithWebIdentity"));
        if (!claims.sessionTags().isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (claims.sourceIdentity() == TokenClaims.SourceIdentity.PRESENT) {
            actions.add("sts:SetSourceIdentity");
        }
        return actions;
    }

    private static void writeOneOrMore(JsonWriter json, List<String> values) {
        if (values.size() == 1) {
            json.writeValue(values.get(0));
            return;
        }
        json.writeStartArray();
        values.forEach(json::writeValue);
        json.writeEndArray();
    }
}
