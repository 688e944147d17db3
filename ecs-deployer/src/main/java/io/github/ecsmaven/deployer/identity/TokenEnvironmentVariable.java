package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;

/** A token in an environment variable, as GitLab, CircleCI and Bitbucket give it. It stays the same for the whole job. */
final class TokenEnvironmentVariable implements WebIdentityTokenSource {
    private final String name;
    private final String audience;
    private final Environment environment;
    private final TokenExpectation expected;

    /**
     * @param name the variable's name
     * @param audience the token's wanted {@code aud}, for messages
     */
    TokenEnvironmentVariable(String name, String audience, Environment environment, TokenExpectation expected) {
        this.name = name;
        this.audience = audience;
        this.environment = environment;
        this.expected = expected;
    }

    @Override
    public WebIdentityToken token() {
        String text = environment
                .find(name)
                .orElseThrow(() -> new UserException(new Explanation(
                        "The environment variable " + name + ", which should hold the web identity token, is not set.",
                        "identity.webIdentity.variable",
                        "",
                        "Let the job set it, or name another. "
                                + CiProvider.detect(environment).tokenHint(audience))));
        return new TokenText(description(), "Start the job again: it gets a new token when it starts.", expected)
                .token(text);
    }

    @Override
    public boolean canMintAgain() {
        return false;
    }

    @Override
    public String description() {
        return "environment variable " + name;
    }
}
