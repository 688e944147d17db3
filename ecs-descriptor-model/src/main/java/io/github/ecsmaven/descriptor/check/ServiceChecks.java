package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a service says about its task definition and about itself. */
final class ServiceChecks {
    private ServiceChecks() {}

    static List<Finding> launchTypeOrStrategy(Subject subject) {
        return subject
                .service()
                .filter(service -> service.has("launchType") && service.has("capacityProviderStrategy"))
                .map(service -> new Finding(
                        ProblemId.INVALID_COMBINATION,
                        service.at("capacityProviderStrategy"),
                        "A service has either `launchType` or `capacityProviderStrategy`, not both",
                        "Remove one of the two"))
                .stream()
                .toList();
    }

    static List<Finding> launchTypeSupported(Subject subject) {
        Located task = subject.task();
        if (!task.has("requiresCompatibilities") || task.isOpen("requiresCompatibilities")) {
            return List.of();
        }
        List<String> supported = task.texts("requiresCompatibilities");
        return subject
                .service()
                .filter(service -> service.text("launchType")
                        .filter(type -> !supported.contains(type))
                        .isPresent())
                .map(service -> new Finding(
                        ProblemId.INVALID_COMBINATION,
                        service.at("launchType"),
                        "The task definition requires " + String.join(", ", supported) + ", the service launches on "
                                + service.text("launchType").orElse(""),
                        "Add the launch type to `taskDefinition.requiresCompatibilities`, or change it here"))
                .stream()
                .toList();
    }

    static List<Finding> loadBalancerTargets(Subject subject) {
        Optional<Located> service = subject.service();
        if (service.isEmpty() || subject.hasOpenContainerName()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        List<Located> targets = new ArrayList<>(subject.elements(service.get(), "loadBalancers"));
        targets.addAll(subject.elements(service.get(), "serviceRegistries"));
        for (Located target : targets) {
            target.text("containerName").ifPresent(name -> target(subject, target, name, findings));
        }
        return findings;
    }

    /** Grace is given to tasks that a load balancer checks. Undeclared, load balancers of the live service are kept. */
    static List<Finding> gracePeriod(Subject subject) {
        return subject
                .service()
                .filter(service ->
                        service.number("healthCheckGracePeriodSeconds").orElse(0L) > 0)
                .filter(service -> !service.has("loadBalancers") && !service.has("vpcLatticeConfigurations"))
                .map(service -> new Finding(
                        ProblemId.LIKELY_FAILURE,
                        service.at("healthCheckGracePeriodSeconds"),
                        "AWS takes `healthCheckGracePeriodSeconds` only for services with a load balancer",
                        "Add `loadBalancers`, or remove it"))
                .stream()
                .toList();
    }

    static List<Finding> subnets(Subject subject) {
        return subject
                .service()
                .flatMap(service -> service.inside("networkConfiguration"))
                .flatMap(network -> network.inside("awsvpcConfiguration"))
                .filter(network -> network.members().members().get("subnets") instanceof Value.Sequence subnets
                        && subnets.elements().isEmpty())
                .map(network -> new Finding(
                        ProblemId.INVALID_COMBINATION,
                        network.at("subnets"),
                        "The service has no subnet to run its tasks in",
                        "Name at least one"))
                .stream()
                .toList();
    }

    static List<Finding> fargatePlacement(Subject subject) {
        if (!subject.runsOnFargate()) {
            return List.of();
        }
        Located service = subject.service().orElseThrow();
        return List.of("placementStrategy", "placementConstraints").stream()
                .filter(service::has)
                .map(member -> new Finding(
                        ProblemId.INVALID_COMBINATION,
                        service.at(member),
                        "`" + member + "` is not for tasks on Fargate",
                        "Remove it"))
                .toList();
    }

    static List<Finding> daemon(Subject subject) {
        Optional<Located> daemon = subject.service()
                .filter(service -> service.text("schedulingStrategy")
                        .filter("DAEMON"::equals)
                        .isPresent());
        if (daemon.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (daemon.get().has("desiredCount")) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    daemon.get().at("desiredCount"),
                    "A DAEMON service runs one task on each instance and has no desired count",
                    "Remove `desiredCount`"));
        }
        if (subject.runsOnFargate()) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    daemon.get().at("schedulingStrategy"),
                    "Fargate has no DAEMON services",
                    "Use REPLICA"));
        }
        return findings;
    }

    static List<Finding> volumesConfigured(Subject subject) {
        Optional<Located> service = subject.service();
        if (service.isEmpty()) {
            return List.of();
        }
        List<Located> configured = subject.elements(service.get(), "volumeConfigurations");
        if (subject.task().isOpen("volumes")
                || service.get().isOpen("volumeConfigurations")
                || configured.stream().anyMatch(each -> each.isOpen("name"))) {
            return List.of();
        }
        List<String> names =
                configured.stream().flatMap(each -> each.text("name").stream()).toList();
        List<Finding> findings = new ArrayList<>();
        List<String> atLaunch = new ArrayList<>();
        for (Located volume : subject.elements(subject.task(), "volumes")) {
            String name = volume.text("name").orElse(null);
            if (name != null && volume.flag("configuredAtLaunch").orElse(false)) {
                atLaunch.add(name);
                if (!names.contains(name)) {
                    findings.add(new Finding(
                            ProblemId.INVALID_COMBINATION,
                            volume.at("configuredAtLaunch"),
                            "The volume `" + name + "` is configured at launch, and the service does not configure it",
                            "Add it to `service.volumeConfigurations`"));
                }
            }
        }
        for (Located each : configured) {
            each.text("name")
                    .filter(name -> !atLaunch.contains(name))
                    .ifPresent(name -> findings.add(new Finding(
                            ProblemId.INVALID_COMBINATION,
                            each.at("name"),
                            "The task has no volume `" + name + "` with `configuredAtLaunch: true`",
                            ContainerChecks.meant(name, atLaunch, "Add it to `taskDefinition.volumes`"))));
        }
        return findings;
    }

    private static void target(Subject subject, Located target, String name, List<Finding> findings) {
        Optional<Located> container = subject.container(name);
        if (container.isEmpty()) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    target.at("containerName"),
                    "The task has no container `" + name + "`",
                    ContainerChecks.meant(name, subject.containerNames(), "Name a container of the task")));
            return;
        }
        long port = target.number("containerPort").orElse(0L);
        List<Located> mappings = subject.elements(container.get(), "portMappings");
        boolean unknown = container.get().isOpen("portMappings")
                || mappings.stream().anyMatch(each -> each.isOpen("containerPort") || each.has("containerPortRange"));
        boolean mapped =
                mappings.stream().anyMatch(each -> each.number("containerPort").orElse(-1L) == port);
        if (port != 0 && !mapped && !unknown) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    target.at("containerPort"),
                    "The container `" + name + "` does not map port " + port,
                    "Add `portMappings: [{ containerPort: " + port + " }]` to `" + name
                            + "`, or change the port here"));
        }
    }
}
