package io.github.ecsmaven.deployer.plan;

/** Whether the service is to replace its tasks. */
public enum NewDeployment {
    /** Only where a change brings it about. */
    WHERE_NEEDED,
    /** Where no change brings it about either: the tag of an image that runs names another one by now. */
    FOR_MOVED_TAGS,
    /** Whatever changes: UpdateService's {@code forceNewDeployment}. */
    FORCED
}
