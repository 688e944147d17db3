package io.github.ecsmaven.iam;

/** How closely a statement names a principal, the closest last. */
enum PrincipalReach {
    /** Not at all. */
    NONE,
    /** By its account, which leaves the decision to the account's own policies. */
    ITS_ACCOUNT,
    /** By the role of the session that asks. */
    ITS_ROLE,
    /** By itself, or as one of everybody. */
    ITSELF
}
