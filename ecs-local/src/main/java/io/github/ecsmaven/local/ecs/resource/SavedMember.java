package io.github.ecsmaven.local.ecs.resource;

import io.github.ecsmaven.local.state.StateMember;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** A member of a saved state, which must be there because it is always written. */
public final class SavedMember {
    private SavedMember() {}

    /**
     * The member.
     *
     * @throws IllegalArgumentException when the state is not one that ecs-local wrote
     */
    public static JsonNode of(JsonNode state, String member) {
        return StateMember.of(state, member);
    }
}
