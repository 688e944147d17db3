package io.github.ecsmaven.deployer.plan;

/** What a change causes once it is applied. Source: UpdateService in the ECS API reference, parameter by parameter. */
public enum Effect {
    /** A new task definition revision, and with it new tasks. */
    ROLLS_TASKS("rolls tasks"),
    /** ECS starts a service deployment. */
    STARTS_DEPLOYMENT("starts a deployment"),
    /** Takes effect at once, without new tasks. */
    IN_PLACE("in place"),
    /** Running tasks keep the old value. */
    NEW_TASKS_ONLY("new tasks only"),
    /** Cannot be changed on a service that exists. */
    NEEDS_REPLACEMENT("needs replacement"),
    /** ECS has no value that means "as if never set". */
    CANNOT_BE_RESET("cannot be reset"),
    /** Part of something that is being created. */
    CREATES("");

    private final String label;

    Effect(String label) {
        this.label = label;
    }

    /** The effect that a field rule names. */
    static Effect of(io.github.ecsmaven.descriptor.rule.Effect rule) {
        return switch (rule) {
            case ROLLS_TASKS -> ROLLS_TASKS;
            case STARTS_DEPLOYMENT -> STARTS_DEPLOYMENT;
            case IN_PLACE -> IN_PLACE;
            case NEW_TASKS_ONLY -> NEW_TASKS_ONLY;
            case CREATE_ONLY -> NEEDS_REPLACEMENT;
        };
    }

    /** For people; empty where it goes without saying. */
    public String label() {
        return label;
    }
}
