package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.local.state.StateMember;
import java.time.Instant;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * A policy that exists by itself. It has one version, {@value #VERSION}.
 *
 * @param arn {@code arn:aws:iam::000000000000:policy/NAME}
 * @param path begins and ends with a slash
 * @param created when
 * @param description for people; empty when there is none
 * @param document JSON
 */
public record ManagedPolicy(String arn, String path, Instant created, String description, String document) {
    /** The only version. */
    public static final String VERSION = "v1";

    /** AWS's own policy that allows everything. */
    public static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

    /** Source: the policy of that name in the AWS managed policy reference. */
    static ManagedPolicy administratorAccess() {
        return new ManagedPolicy(
                ADMINISTRATOR_ACCESS,
                "/",
                Instant.parse("2015-02-06T18:39:46Z"),
                "Provides full access to AWS services and resources.",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
    }

    /** Without the path. */
    public String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    String id() {
        return UniqueId.of("ANPA", arn);
    }

    void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("arn").writeValue(arn);
        json.writeFieldName("path").writeValue(path);
        json.writeFieldName("created").writeValue(created.toString());
        json.writeFieldName("description").writeValue(description);
        json.writeFieldName("document").writeValue(document);
        json.writeEndObject();
    }

    static ManagedPolicy read(JsonNode json) {
        return new ManagedPolicy(
                StateMember.of(json, "arn").asString(),
                StateMember.of(json, "path").asString(),
                Instant.parse(StateMember.of(json, "created").asString()),
                StateMember.of(json, "description").asString(),
                StateMember.of(json, "document").asString());
    }
}
