package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.iam.SavedTexts;
import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.wire.CredentialSource;
import io.github.ecsmaven.local.wire.KnownCredentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The sessions that STS has issued. They outlive a restart, as AWS's do. */
public final class RoleSessions implements StateSection, CredentialSource {
    /** Expired sessions are kept this long, so that AWS's answer to them can be given. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final KeptMap<RoleSession> sessions =
            KeptMap.inOrder("sessions", RoleSessions::write, RoleSessions::readSession);
    private final String account;
    private final Clock clock;
    private volatile Duration longest = Duration.ofDays(1);

    /** None yet. */
    public RoleSessions(String account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** Ends those that are made from now on after that time at the latest, whatever was asked for. */
    public void endAfter(Duration most) {
        longest = most;
    }

    /** When one ends that is made now. */
    Instant end(Instant now, Duration asked) {
        return now.plus(asked.compareTo(longest) < 0 ? asked : longest);
    }

    void add(RoleSession session) {
        forgetOld();
        sessions.put(session.accessKeyId(), session);
    }

    /** Forgets those that ended a day ago or earlier. */
    public void forgetOld() {
        Instant forgotten = clock.instant().minus(MEMORY);
        sessions.removeIf((key, session) -> session.expiration().isBefore(forgotten));
    }

    Optional<RoleSession> session(String accessKeyId) {
        return sessions.find(accessKeyId);
    }

    @Override
    public Optional<KnownCredentials> find(String accessKeyId) {
        return sessions.find(accessKeyId)
                .map(session -> new KnownCredentials(
                        session.accessKeyId(),
                        session.secretAccessKey(),
                        session.sessionToken(),
                        session.expiration(),
                        session.arn(account)));
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("sessions").writeStartArray();
        sessions.values().forEach(session -> write(session, json));
        json.writeEndArray().writeEndObject();
    }

    private static void write(RoleSession session, JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("roleName").writeValue(session.roleName());
        json.writeFieldName("sessionName").writeValue(session.sessionName());
        json.writeFieldName("accessKeyId").writeValue(session.accessKeyId());
        json.writeFieldName("secretAccessKey").writeValue(session.secretAccessKey());
        json.writeFieldName("sessionToken").writeValue(session.sessionToken());
        json.writeFieldName("expiration").writeValue(session.expiration().toString());
        String policy = session.sessionPolicy();
        if (policy != null) {
            json.writeFieldName("sessionPolicy").writeValue(policy);
        }
        json.writeFieldName("sessionPolicyArns");
        SavedTexts.write(session.sessionPolicyArns(), json);
        session.attributes().writeMembers(json);
        json.writeEndObject();
    }

    @Override
    public void read(JsonNode json) {
        sessions.clear();
        for (JsonNode session : json.field("sessions").orElseThrow().asArray()) {
            RoleSession read = readSession(session);
            sessions.put(read.accessKeyId(), read);
        }
    }

    private static RoleSession readSession(JsonNode session) {
        return new RoleSession(
                text(session, "roleName"),
                text(session, "sessionName"),
                text(session, "accessKeyId"),
                text(session, "secretAccessKey"),
                text(session, "sessionToken"),
                Instant.parse(text(session, "expiration")),
                session.field("sessionPolicy").map(JsonNode::asString).orElse(null),
                session.field("sessionPolicyArns").map(SavedTexts::list).orElse(List.of()),
                SessionAttributes.read(session));
    }

    @Override
    public List<StatePart> parts() {
        return List.of(sessions);
    }

    private static String text(JsonNode session, String member) {
        return session.field(member)
                .map(JsonNode::asString)
                .orElseThrow(() -> new IllegalArgumentException("a session has no " + member));
    }
}
