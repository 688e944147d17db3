package io.github.ecsmaven.local.sts;

/** Decides by a role's trust policy. */
@FunctionalInterface
public interface TrustEvaluator {
    /** A policy that cannot be read lets nobody in; the explanation says so. */
    TrustDecision decide(String trustPolicyJson, TrustRequest request);
}
