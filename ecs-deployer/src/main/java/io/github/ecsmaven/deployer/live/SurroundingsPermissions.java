package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.deployer.image.DeployedImages;
import io.github.ecsmaven.deployer.image.ImageReference;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a session needs to read what is around a service. Source: the service authorization references for Application Auto
 * Scaling, CloudWatch Logs and ECR: the describe calls take no resource, BatchGetImage takes a repository.
 */
public final class SurroundingsPermissions {
    private SurroundingsPermissions() {}

    /** One statement for each kind of thing that is read. */
    public static List<Statement> of(DeploymentDescriptor descriptor) {
        List<Statement> statements = new ArrayList<>();
        Optional<Value.Structure> scaling = descriptor.resources().wantedAutoScaling();
        if (scaling.isPresent()) {
            statements.add(allow("application-autoscaling:Describe*"));
            if (SurroundingsReader.declaresTags(scaling.get())) {
                statements.add(allow("application-autoscaling:ListTagsForResource"));
            }
        } else if (SurroundingsReader.mayBeScaled(descriptor)) {
            statements.add(allow("application-autoscaling:DescribeScalableTargets"));
        }
        images(descriptor).ifPresent(statements::add);
        List<Value.Structure> groups = descriptor.resources().logGroups();
        if (!groups.isEmpty()) {
            statements.add(allow("logs:DescribeLogGroups"));
        }
        if (groups.stream().anyMatch(SurroundingsReader::declaresTags)) {
            statements.add(allow("logs:ListTagsForResource"));
        }
        return statements;
    }

    private static Optional<Statement> images(DeploymentDescriptor descriptor) {
        List<String> repositories = DeployedImages.areOpen(descriptor)
                ? List.of("*")
                : DeployedImages.toResolve(descriptor).stream()
                        .flatMap(image -> ImageReference.of(image).ecr().stream())
                        .map(ImageReference.EcrRepository::arn)
                        .distinct()
                        .toList();
        return repositories.isEmpty()
                ? Optional.empty()
                : Optional.of(Statement.allow(List.of("ecr:BatchGetImage"), repositories, List.of()));
    }

    private static Statement allow(String action) {
        return Statement.allow(List.of(action), List.of("*"), List.of());
    }
}
