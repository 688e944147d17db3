package io.github.ecsmaven.deployer.plan;

import java.util.Locale;

/** What a plan comes to, in one word, for scripts. Ordered: a later one is stronger. */
public enum Outcome {
    /** What runs is what the descriptor wants. */
    UNCHANGED,
    /** Something differs, and deploying would change it. */
    CHANGED,
    /** Something differs that cannot be changed: deploying would fail before it writes. */
    REFUSED;

    /** What a plan comes to. */
    public static Outcome of(DeploymentPlan plan) {
        if (!plan.refusals().isEmpty()) {
            return REFUSED;
        }
        return plan.differs() || !plan.isEmpty() ? CHANGED : UNCHANGED;
    }

    /** The stronger of two: what several plans come to. */
    public Outcome or(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As it is written: {@code changed}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
