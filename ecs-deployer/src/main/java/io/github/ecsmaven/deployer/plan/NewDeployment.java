package io.github.ecsmaven.deployer.plan;

/** Whether the service is to replace its tasks. */
public enum NewDeployment {
    /** Only where a change brings it about. */
    WHERE_NEEDED,
    /** Whatever changes: UpdateService's {@code forceNewDeployment}. */
    FORCED
}
