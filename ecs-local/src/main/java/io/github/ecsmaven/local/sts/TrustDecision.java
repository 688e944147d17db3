package io.github.ecsmaven.local.sts;

/**
 * Whether a trust policy lets somebody in.
 *
 * @param allowed whether it does
 * @param explanation why, or why not: which condition key was wanted to be what, and what it was
 */
public record TrustDecision(boolean allowed, String explanation) {}
