package io.github.ecsmaven.descriptor.rule;

/** What happens to running tasks when a field changes. */
public enum Effect {
    /** A new revision of the task definition, and a deployment of it. */
    ROLLS_TASKS("rollsTasks"),
    /** UpdateService starts a deployment. */
    STARTS_DEPLOYMENT("startsDeployment"),
    /** Changed without a deployment, effective at once. */
    IN_PLACE("inPlace"),
    /** Changed without a deployment; tasks that run already do not see it. */
    NEW_TASKS_ONLY("newTasksOnly"),
    /** Cannot be changed: the service must be replaced. */
    CREATE_ONLY("createOnly");

    private final String code;

    Effect(String code) {
        this.code = code;
    }

    static Effect ofCode(String code) {
        for (Effect effect : values()) {
            if (effect.code.equals(code)) {
                return effect;
            }
        }
        throw new IllegalArgumentException("no effect is called " + code);
    }
}
