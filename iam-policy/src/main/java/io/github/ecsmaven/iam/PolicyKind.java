package io.github.ecsmaven.iam;

/** What a policy is to a request. The texts are those of AWS's messages. */
public enum PolicyKind {
    /** Attached to the user or role that asks. */
    IDENTITY("identity-based policy"),
    /** Attached to what is asked for: a trust policy, among others. */
    RESOURCE("resource-based policy"),
    /** The most that the identity's policies can allow. */
    BOUNDARY("permissions boundary"),
    /** Given when the role was assumed: the most that this session of it can do. */
    SESSION("session policy");

    private final String text;

    PolicyKind(String text) {
        this.text = text;
    }

    /** As AWS's messages say it: {@code identity-based policy}. */
    public String text() {
        return text;
    }

    /** The text with its article. */
    String withArticle() {
        return (this == IDENTITY ? "an " : "a ") + text;
    }
}
