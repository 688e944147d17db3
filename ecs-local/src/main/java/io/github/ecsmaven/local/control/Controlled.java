package io.github.ecsmaven.local.control;

import io.github.ecsmaven.local.time.AdvanceableClock;
import io.github.ecsmaven.local.token.OidcIssuer;

/** What can be looked at and done. Implementations see to it that no call is answered in the middle of it. */
public interface Controlled {
    /** What it is and how much it holds. */
    StateSummary summary();

    /** The record of calls as JSON. */
    byte[] calls();

    /** Its time. */
    AdvanceableClock clock();

    /** What mints tokens. */
    OidcIssuer issuer();

    /** Forgets everything that was created. */
    void reset();
}
