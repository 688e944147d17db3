package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.local.state.StateMember;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * An OIDC provider whose tokens roles can trust.
 *
 * @param issuer what tokens say in {@code iss}: a URL
 * @param clientIds the audiences that it admits
 * @param thumbprints of its certificate authority, hexadecimal. They are kept and answered; nothing is fetched from the issuer
 * @param created when
 * @param origin whether it comes from the settings
 */
public record OpenIdProvider(
        String issuer, List<String> clientIds, List<String> thumbprints, Instant created, Origin origin) {

    /** Where a provider comes from. */
    public enum Origin {
        SETTINGS,
        API
    }

    /** Copies the lists. */
    public OpenIdProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
    }

    /** As IAM and condition keys name it: the issuer without its scheme. */
    public String name() {
        return nameOf(issuer);
    }

    /** The name of the provider of an issuer. */
    public static String nameOf(String issuer) {
        int scheme = issuer.indexOf("://");
        return scheme < 0 ? issuer : issuer.substring(scheme + 3);
    }

    /** {@code arn:aws:iam::000000000000:oidc-provider/NAME}. */
    public String arn(String account) {
        return arn(issuer, account);
    }

    /** The ARN of the provider of an issuer. */
    public static String arn(String issuer, String account) {
        return "arn:aws:iam::" + account + ":oidc-provider/" + nameOf(issuer);
    }

    void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("issuer").writeValue(issuer);
        json.writeFieldName("clientIds");
        SavedTexts.write(clientIds, json);
        json.writeFieldName("thumbprints");
        SavedTexts.write(thumbprints, json);
        json.writeFieldName("created").writeValue(created.toString());
        json.writeFieldName("origin").writeValue(origin.name());
        json.writeEndObject();
    }

    static OpenIdProvider read(JsonNode json) {
        return new OpenIdProvider(
                StateMember.of(json, "issuer").asString(),
                SavedTexts.list(StateMember.of(json, "clientIds")),
                SavedTexts.list(StateMember.of(json, "thumbprints")),
                Instant.parse(StateMember.of(json, "created").asString()),
                Origin.valueOf(StateMember.of(json, "origin").asString()));
    }
}
