package io.github.ecsmaven.deployer.identity;

/** An OIDC token. Its text is a secret: it goes to STS and nowhere else. */
public final class WebIdentityToken {
    private final String text;

    /** @param text the compact JWT, without surrounding white space */
    public WebIdentityToken(String text) {
        this.text = text;
    }

    /** The token itself, for the call to STS. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "WebIdentityToken[masked, " + text.length() + " characters]";
    }
}
