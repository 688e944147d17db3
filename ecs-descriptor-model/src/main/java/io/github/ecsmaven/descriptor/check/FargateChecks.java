package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Fargate does not have. Amazon ECS Developer Guide, "Task definition differences for Fargate". */
final class FargateChecks {
    private static final long LONGEST_STOP_SECONDS = 120;
    private static final Pattern PRIVATE_ECR =
            Pattern.compile("[0-9]{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/.*");

    private FargateChecks() {}

    static List<Finding> taskMembers(Subject subject) {
        if (!subject.requiresFargate()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Located task = subject.task();
        absent(task, "placementConstraints", findings);
        task.text("pidMode")
                .filter("host"::equals)
                .ifPresent(mode -> findings.add(refusal(
                        task,
                        "pidMode",
                        "Fargate shares no process namespace with a host",
                        "Remove it, or write `pidMode: task`")));
        absent(task, "ipcMode", findings);
        for (Located volume : subject.elements(task, "volumes")) {
            absent(volume, "dockerVolumeConfiguration", findings);
            absent(volume, "fsxWindowsFileServerVolumeConfiguration", findings);
            volume.inside("host")
                    .filter(host -> host.has("sourcePath"))
                    .ifPresent(host -> findings.add(refusal(
                            host,
                            "sourcePath",
                            "Fargate has no host whose folders a task can mount",
                            "Remove `host`: the volume is then empty and lives as long as the task; or use EFS")));
        }
        return findings;
    }

    static List<Finding> containerMembers(Subject subject) {
        if (!subject.requiresFargate()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            container
                    .flag("privileged")
                    .filter(on -> on)
                    .ifPresent(on -> findings.add(
                            refusal(container, "privileged", "Fargate runs no privileged containers", "Remove it")));
            absent(container, "dockerSecurityOptions", findings);
            container
                    .number("stopTimeout")
                    .filter(seconds -> seconds > LONGEST_STOP_SECONDS)
                    .ifPresent(seconds -> findings.add(refusal(
                            container,
                            "stopTimeout",
                            "On Fargate a container has at most 120 seconds to stop, not " + seconds,
                            "Use 2 to 120")));
            container.inside("linuxParameters").ifPresent(linux -> {
                absent(linux, "devices", findings);
                absent(linux, "sharedMemorySize", findings);
                absent(linux, "maxSwap", findings);
            });
            for (Located requirement : subject.elements(container, "resourceRequirements")) {
                requirement
                        .text("type")
                        .filter("GPU"::equals)
                        .ifPresent(type -> findings.add(refusal(
                                requirement, "type", "Fargate has no GPUs", "Run the task on EC2, or remove it")));
            }
        }
        return findings;
    }

    /** Fargate pulls from ECR and writes to CloudWatch Logs with the execution role. */
    static List<Finding> executionRole(Subject subject) {
        if (!subject.requiresFargate() || subject.task().has("executionRoleArn")) {
            return List.of();
        }
        Optional<String> reason = subject.containers().stream()
                .flatMap(container -> needsRole(container).stream())
                .findFirst();
        return reason
                .map(why -> new Finding(
                        ProblemId.INVALID_COMBINATION,
                        subject.task().at("executionRoleArn"),
                        "Fargate needs `executionRoleArn` for " + why,
                        "Add it: a role with the managed policy AmazonECSTaskExecutionRolePolicy"))
                .stream()
                .toList();
    }

    private static Optional<String> needsRole(Located container) {
        String name = container.text("name").map(each -> " of `" + each + "`").orElse("");
        if (container
                .inside("logConfiguration")
                .flatMap(log -> log.text("logDriver"))
                .filter("awslogs"::equals)
                .isPresent()) {
            return Optional.of("the log driver awslogs" + name);
        }
        return container.text("image").filter(PRIVATE_ECR.asMatchPredicate()).map(image -> "the ECR image" + name);
    }

    private static void absent(Located owner, String member, List<Finding> findings) {
        if (owner.has(member) && !owner.isOpen(member)) {
            findings.add(refusal(owner, member, "`" + member + "` is not for tasks on Fargate", "Remove it"));
        }
    }

    private static Finding refusal(Located owner, String member, String what, String cure) {
        return new Finding(ProblemId.NOT_ON_FARGATE, owner.at(member), what, cure);
    }
}
