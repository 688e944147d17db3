package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that AWS would refuse about the members of a deployment taken together, and what it takes and is probably wrong. */
public final class DescriptorChecks {
    private static final List<Check> CHECKS = List.of(
            NameChecks::alphabets,
            NameChecks::blankRoles,
            NameChecks::blankTexts,
            NameChecks::tagKeys,
            TaskSizeChecks::notations,
            TaskSizeChecks::fargatePairs,
            TaskSizeChecks::containerMemory,
            TaskSizeChecks::containersFit,
            TaskSizeChecks::ephemeralStorage,
            FargateChecks::taskMembers,
            FargateChecks::containerMembers,
            FargateChecks::executionRole,
            NetworkChecks::fargateNeedsAwsvpc,
            NetworkChecks::hostPorts,
            NetworkChecks::serviceNetwork,
            ContainerChecks::essential,
            PortChecks::numbers,
            PortChecks::hostPorts,
            PortChecks::names,
            PortChecks::namedPorts,
            ContainerChecks::dependencies,
            DependencyChecks::cycles,
            DependencyChecks::endedAndEssential,
            DependencyChecks::healthyWithoutCheck,
            ContainerChecks::images,
            ContainerChecks::links,
            ContainerChecks::healthCheckCommands,
            ContainerChecks::volumes,
            ContainerChecks::unusedVolumes,
            LogChecks::options,
            LogChecks::driver,
            SecretChecks::environment,
            SecretChecks::elsewhere,
            SecretChecks::references,
            LimitChecks::containers,
            LimitChecks::service,
            LimitChecks::length,
            ContainerChecks::secretsBesideEnvironment,
            ContainerChecks::accessPoints,
            ServiceChecks::launchTypeOrStrategy,
            ServiceChecks::launchTypeSupported,
            ServiceChecks::loadBalancerTargets,
            ServiceChecks::gracePeriod,
            ServiceChecks::subnets,
            ServiceChecks::fargatePlacement,
            ServiceChecks::daemon,
            ServiceChecks::volumesConfigured,
            DeploymentChecks::controller,
            DeploymentChecks::ranges,
            DeploymentChecks::strategyBlocks);

    /** ECS takes ten containers. How hundreds depend on each other need not be said, and would take long. */
    private static final int MOST_JUDGED = 200;

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
        if (subject.containers().size() > MOST_JUDGED) {
            return LimitChecks.containers(subject);
        }
        return CHECKS.stream()
                .flatMap(check -> check.findings(subject).stream())
                .toList();
    }
}
