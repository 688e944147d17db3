package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.report.ShownPlan;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;

/**
 * A plan, what it came from, and what is to be seen of it.
 *
 * @param descriptor with its look-ups filled in
 */
record PlanOfNow(DeploymentDescriptor descriptor, LiveState live, DeploymentPlan plan, ShownPlan shown) {
    /** Its values may be secret. */
    @Override
    public String toString() {
        return "PlanOfNow[" + descriptor.name() + "]";
    }
}
