package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.iam.SavedTexts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * What is known of a session besides its role and name.
 *
 * @param tags the session tags, those that were handed on by the session before included
 * @param transitiveKeys the keys of the tags that are handed on to the next role
 * @param sourceIdentity who stands behind it and stays so over all roles; null for nobody
 * @param federatedProvider the ARN of the provider whose token it was made from; null for a session made from another one
 * @param issued when
 */
record SessionAttributes(
        Map<String, String> tags,
        Set<String> transitiveKeys,
        @Nullable String sourceIdentity,
        @Nullable String federatedProvider,
        Instant issued) {

    SessionAttributes {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        transitiveKeys = Collections.unmodifiableSet(new LinkedHashSet<>(transitiveKeys));
    }

    /** Those of somebody who has none. */
    static SessionAttributes none(Instant issued) {
        return new SessionAttributes(Map.of(), Set.of(), null, null, issued);
    }

    /** The tags that the next role's session has too. */
    Map<String, String> handedOn() {
        Map<String, String> handedOn = new LinkedHashMap<>(tags);
        handedOn.keySet().retainAll(transitiveKeys);
        return handedOn;
    }

    void writeMembers(JsonWriter json) {
        json.writeFieldName("tags");
        SavedTexts.write(tags, json);
        json.writeFieldName("transitiveKeys");
        SavedTexts.write(transitiveKeys, json);
        if (sourceIdentity != null) {
            json.writeFieldName("sourceIdentity").writeValue(sourceIdentity);
        }
        if (federatedProvider != null) {
            json.writeFieldName("federatedProvider").writeValue(federatedProvider);
        }
        json.writeFieldName("issued").writeValue(issued.toString());
    }

    /** A session that was saved before there were attributes has none. */
    static SessionAttributes read(JsonNode session) {
        return new SessionAttributes(
                session.field("tags").map(SavedTexts::map).orElse(Map.of()),
                new LinkedHashSet<>(
                        session.field("transitiveKeys").map(SavedTexts::list).orElse(List.of())),
                session.field("sourceIdentity").map(JsonNode::asString).orElse(null),
                session.field("federatedProvider").map(JsonNode::asString).orElse(null),
                session.field("issued")
                        .map(JsonNode::asString)
                        .map(Instant::parse)
                        .orElse(Instant.EPOCH));
    }
}
