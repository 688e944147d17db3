package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.OnFailure;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.Resources;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a descriptor may say and this version does not do: it is refused before anything is read of AWS, never passed over in
 * silence.
 */
final class UnsupportedSections {
    private static final List<Unsupported> SECTIONS = List.of(
            section(
                    "repositories",
                    resources -> !resources.repositories().isEmpty(),
                    "create the ECR repository beforehand"),
            section(
                    "images",
                    resources -> !resources.images().isEmpty(),
                    "build and push the image beforehand and name it in image"),
            new Unsupported(
                    KeyedPath.of("rollout", "before"),
                    descriptor -> !descriptor.rollout().before().isEmpty(),
                    "run the task in a step of its own before the deployment"),
            new Unsupported(
                    KeyedPath.of("rollout", "onFailure"),
                    descriptor -> descriptor.rollout().onFailure() == OnFailure.ROLLBACK,
                    "let ECS roll back: service.deploymentConfiguration.deploymentCircuitBreaker with enable and rollback;"
                            + " and remove this, or write leave"));

    private UnsupportedSections() {}

    /** @param meanwhile what to do until it is supported */
    private record Unsupported(KeyedPath path, Predicate<DeploymentDescriptor> isWanted, String meanwhile) {
        String where(DeploymentDescriptor descriptor) {
            return path
                    + descriptor.sources().of(path).map(at -> " (" + at + ")").orElse("");
        }
    }

    /** @throws UserException where the descriptor has one, naming all of them */
    static void requireNone(DeploymentDescriptor descriptor) {
        List<Unsupported> found = SECTIONS.stream()
                .filter(section -> section.isWanted().test(descriptor))
                .toList();
        if (!found.isEmpty()) {
            throw new UserException(new Explanation(
                    "The descriptor " + descriptor.name() + " has what this version does not deploy yet",
                    String.join(
                            "\n", found.stream().map(it -> it.where(descriptor)).toList()),
                    "it is checked by ecs:validate, and no call to AWS is made for it yet",
                    String.join(
                            "\n",
                            found.stream()
                                    .map(it -> it.path() + ": " + it.meanwhile())
                                    .toList())));
        }
    }

    private static Unsupported section(String name, Predicate<Resources> isWanted, String meanwhile) {
        return new Unsupported(KeyedPath.of(name), descriptor -> isWanted.test(descriptor.resources()), meanwhile);
    }
}
