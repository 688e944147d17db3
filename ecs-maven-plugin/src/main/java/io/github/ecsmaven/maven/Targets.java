package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.util.List;

/** Whether descriptors say where to. */
final class Targets {
    private Targets() {}

    /**
     * Asks each descriptor that declares environments for the chosen one, before anything is done for the first.
     *
     * @param goal as it is typed: {@code ecs:deploy}
     * @throws UserException where none is chosen
     */
    static void requireChosen(String goal, List<DeploymentDescriptor> descriptors) {
        for (DeploymentDescriptor descriptor : descriptors) {
            if (!descriptor.environments().isEmpty() && descriptor.environment() == null) {
                throw new UserException(new Explanation(
                        goal + " of " + descriptor.name() + " has no target",
                        "",
                        "the descriptor declares environments and none is chosen",
                        "choose one: -Decs.environment=" + String.join("|", descriptor.environments())));
            }
        }
    }
}
