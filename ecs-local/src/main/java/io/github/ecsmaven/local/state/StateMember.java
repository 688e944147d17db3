package io.github.ecsmaven.local.state;

import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** A member of a saved state, which must be there because it is always written. */
public final class StateMember {
    private StateMember() {}

    /**
     * The member.
     *
     * @throws IllegalArgumentException when the state is not one that ecs-local wrote
     */
    public static JsonNode of(JsonNode state, String member) {
        return state.field(member)
                .orElseThrow(() -> new IllegalArgumentException("The saved state has no member '" + member
                        + "'. It was not written by this version of ecs-local: delete it and start anew."));
    }
}
