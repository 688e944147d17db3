package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that AWS would refuse about the members of a deployment taken together. */
public final class DescriptorChecks {
    private static final List<Check> CHECKS = List.of(
            NameChecks::alphabets,
            NameChecks::blankRoles,
            NameChecks::blankTexts,
            TaskSizeChecks::notations,
            TaskSizeChecks::fargatePairs,
            TaskSizeChecks::containerMemory,
            NetworkChecks::fargateNeedsAwsvpc,
            NetworkChecks::hostPorts,
            NetworkChecks::serviceNetwork,
            ContainerChecks::essential,
            ContainerChecks::ports,
            ContainerChecks::dependencies,
            ContainerChecks::volumes,
            ContainerChecks::secretsBesideEnvironment,
            ContainerChecks::accessPoints,
            ServiceChecks::launchTypeOrStrategy,
            ServiceChecks::launchTypeSupported,
            ServiceChecks::loadBalancerTargets,
            ServiceChecks::fargatePlacement,
            ServiceChecks::daemon,
            ServiceChecks::volumesConfigured,
            DeploymentChecks::controller,
            DeploymentChecks::strategyBlocks);

    private final FieldRules rules;

    public DescriptorChecks(FieldRules rules) {
        this.rules = rules;
    }

    /** Findings about the sections around a task definition and a service, given the members of the descriptor. */
    public List<Finding> resources(Value.Structure root) {
        return Stream.concat(
                        new ResourceChecks(root, rules).findings().stream(),
                        new ImageChecks(root, rules).findings().stream())
                .toList();
    }

    /** All findings, in the order of the checks. */
    public List<Finding> check(Value.Structure taskDefinition, Value.@Nullable Structure service) {
        Subject subject = new Subject(taskDefinition, service, rules);
        return CHECKS.stream()
                .flatMap(check -> check.findings(subject).stream())
                .toList();
    }
}
