package io.github.ecsmaven.deployer.plan;

/** Which revision a service is to run. */
public sealed interface RevisionReference {
    /** One that is registered already. */
    record Registered(String arn) implements RevisionReference {}

    /** The one that this plan registers. */
    record NewRevision() implements RevisionReference {}

    /** No change of the revision. */
    record Unchanged() implements RevisionReference {}
}
