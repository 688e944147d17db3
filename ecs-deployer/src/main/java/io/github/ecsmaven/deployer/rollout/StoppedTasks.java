package io.github.ecsmaven.deployer.rollout;

import io.github.ecsmaven.deployer.problem.DeployerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Why the tasks of a deployment stopped, grouped by reason. ECS keeps stopped tasks for an hour at least. A diagnosis never
 * fails the build by itself: what cannot be read is said in its place.
 */
final class StoppedTasks {
    private static final int MOST = 100;

    private final EcsClient ecs;

    StoppedTasks(EcsClient ecs) {
        this.ecs = ecs;
    }

    /**
     * The reasons, line by line, with how often each occurred.
     *
     * @param serviceRevisionArn what the deployment targets; its id is the deployment's, which is in each task's
     *     {@code startedBy}
     */
    List<String> reasons(String cluster, String service, String serviceRevisionArn) {
        try {
            List<String> arns = ecs.listTasks(request -> request.cluster(cluster)
                            .serviceName(service)
                            .desiredStatus(DesiredStatus.STOPPED)
                            .maxResults(MOST))
                    .taskArns();
            if (arns.isEmpty()) {
                return List.of("no stopped task is known");
            }
            return grouped(ecs.describeTasks(request -> request.cluster(cluster).tasks(arns))
                    .tasks());
        } catch (SdkException e) {
            return List.of("stopped tasks could not be read: the role needs ecs:ListTasks and ecs:DescribeTasks");
        } catch (DeployerException e) {
            return List.of("stopped tasks could not be read: " + e.explanation().what());
        }
    }

    private static List<String> grouped(List<Task> tasks) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Task task : tasks) {
            counts.merge(reason(task), 1, Integer::sum);
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((reason, count) -> lines.add(count + " × " + reason));
        return lines;
    }

    private static String reason(Task task) {
        StringBuilder text = new StringBuilder(task.stoppedReason() == null ? "no reason given" : task.stoppedReason());
        for (Container container : task.containers()) {
            if (container.exitCode() != null || container.reason() != null) {
                text.append("; ").append(container.name());
                if (container.exitCode() != null) {
                    text.append(" exit code ").append(container.exitCode());
                }
                if (container.reason() != null) {
                    text.append(": ").append(container.reason());
                }
            }
        }
        return text.toString();
    }
}
