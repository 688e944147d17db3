package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.apply.AppliedPlan;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.rollout.RolloutResult;
import java.util.Optional;

/**
 * What a deployment came to.
 *
 * @param applied what was written; empty where nothing was
 */
public record DeploymentReport(DeploymentPlan plan, Optional<AppliedPlan> applied, RolloutResult result) {}
