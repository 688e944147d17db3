package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say before it is sent anywhere, as far as that is known here.
 *
 * @param issuer {@code iss}; null: any
 * @param audience {@code aud}; null: any
 * @param clock what its times are compared with
 */
record TokenExpectation(@Nullable String issuer, @Nullable String audience, Clock clock) {
    /** What the descriptor says. */
    static TokenExpectation of(WebIdentitySettings settings, Clock clock) {
        return new TokenExpectation(settings.issuer(), settings.audience(), clock);
    }

    /** The same of a token that was requested for an audience. */
    TokenExpectation requested(String requestedAudience) {
        return new TokenExpectation(issuer, requestedAudience, clock);
    }
}
