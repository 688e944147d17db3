package io.github.ecsmaven.iam;

/** What a statement does with a request that it matches. */
public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** As a policy document writes it. */
    public String text() {
        return text;
    }
}
