package io.github.ecsmaven.deployer.rollout;

import io.github.ecsmaven.deployer.aws.AwsErrors;
import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.problem.DeployerException;
import io.github.ecsmaven.deployer.problem.EnvironmentException;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.report.Progress;
import io.github.ecsmaven.deployer.rollout.RolloutResult.Failed;
import io.github.ecsmaven.deployer.rollout.RolloutResult.Succeeded;
import io.github.ecsmaven.deployer.rollout.RolloutResult.Superseded;
import io.github.ecsmaven.deployer.rollout.RolloutResult.TimedOut;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/**
 * Follows one service deployment, by its ARN, to its terminal status. Never counts running tasks as success: that is
 * also true after a rollback. Source: DescribeServiceDeployments in the ECS API reference.
 */
public final class RolloutWatcher {
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration EAGER = Duration.ofSeconds(10);
    private static final Set<String> ENDED_BADLY = Set.of("STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    private final EcsClient ecs;
    private final Clock clock;
    private final Pacer pacer;
    private final Progress progress;
    private final AwsErrors errors;

    public RolloutWatcher(EcsClient ecs, Clock clock, Pacer pacer, Progress progress, AwsErrors errors) {
        this.ecs = ecs;
        this.clock = clock;
        this.pacer = pacer;
        this.progress = progress;
        this.errors = errors;
    }

    /**
     * What is followed.
     *
     * @param cluster the cluster's name or ARN
     * @param service the service's name
     * @param taskDefinitionArn the revision that must run in the end
     * @param timeout how long to wait from now on
     * @param resume the command that goes on where this is cut short
     */
    public record Followed(
            String cluster,
            String service,
            String serviceDeploymentArn,
            String taskDefinitionArn,
            Duration timeout,
            String resume) {}

    /**
     * Follows until the end, or until the time is up.
     *
     * @throws EnvironmentException where AWS does not answer any more or the identity has come to its end: how the
     *     deployment ends is not known then, and the message says how to go on
     * @throws UserException where what is followed is no longer there
     */
    public RolloutResult follow(Followed followed) {
        Instant start = clock.instant();
        ServiceEvents events = new ServiceEvents(start);
        String shown = "";
        Instant lastLine = start;
        while (true) {
            ServiceDeployment deployment = watched(followed, () -> find(followed.serviceDeploymentArn()))
                    .orElseThrow(() -> gone(followed.serviceDeploymentArn()));
            String status = deployment.statusAsString();
            Duration elapsed = Duration.between(start, clock.instant());
            String line = describe(deployment);
            if (!line.equals(shown)
                    || Duration.between(lastLine, clock.instant()).compareTo(HEARTBEAT) >= 0) {
                progress.line("  " + Durations.text(elapsed) + "  " + line);
                shown = line;
                lastLine = clock.instant();
            }
            if ("SUCCESSFUL".equals(status)) {
                return verify(followed, deployment, elapsed);
            }
            if (ENDED_BADLY.contains(status)) {
                return ended(followed, deployment);
            }
            events.show(service(followed), progress);
            if (elapsed.compareTo(followed.timeout()) >= 0) {
                return new TimedOut(followed.serviceDeploymentArn(), status, elapsed, diagnosis(followed, deployment));
            }
            pacer.pause(elapsed.compareTo(EAGER) < 0 ? Duration.ofSeconds(1) : Duration.ofSeconds(5));
        }
    }

    /**
     * Waits until another's deployment has ended, however it ends.
     *
     * @throws io.github.ecsmaven.deployer.problem.UserException where the time is up before that
     */
    public void awaitEnd(String serviceDeploymentArn, Duration timeout) {
        Instant start = clock.instant();
        while (true) {
            String status = find(serviceDeploymentArn)
                    .orElseThrow(() -> gone(serviceDeploymentArn))
                    .statusAsString();
            if ("SUCCESSFUL".equals(status) || ENDED_BADLY.contains(status)) {
                progress.line("  it ended " + status);
                return;
            }
            Duration elapsed = Duration.between(start, clock.instant());
            if (elapsed.compareTo(timeout) >= 0) {
                throw new UserException(new Explanation(
                        "Another's deployment had not ended after " + Durations.text(elapsed) + "; nothing was written",
                        serviceDeploymentArn + " (" + status + ")",
                        "rollout.onInProgress is wait, and rollout.timeout is " + timeout,
                        "run again later, or raise rollout.timeout"));
            }
            pacer.pause(Duration.ofSeconds(5));
        }
    }

    /** The verdict on a deployment of ours that had ended badly before this build looked. */
    public RolloutResult judge(String cluster, String service, LiveState.LiveDeployment ended) {
        return new Failed(
                ended.arn(),
                ended.status(),
                ended.statusReason(),
                new StoppedTasks(ecs).reasons(cluster, service, ended.targetServiceRevisionArn()));
    }

    private RolloutResult verify(Followed followed, ServiceDeployment deployment, Duration elapsed) {
        Service service = service(followed);
        String current = Objects.requireNonNullElse(service.currentServiceDeployment(), "");
        if (!current.isEmpty() && !current.equals(followed.serviceDeploymentArn())) {
            return new Superseded(followed.serviceDeploymentArn(), current);
        }
        if (!service.taskDefinition().equals(followed.taskDefinitionArn())) {
            return new Failed(
                    followed.serviceDeploymentArn(),
                    "SUCCESSFUL",
                    "the service runs " + tail(service.taskDefinition()) + ", wanted was "
                            + tail(followed.taskDefinitionArn()),
                    diagnosis(followed, deployment));
        }
        return new Succeeded(followed.serviceDeploymentArn(), elapsed);
    }

    private RolloutResult ended(Followed followed, ServiceDeployment deployment) {
        if ("STOPPED".equals(deployment.statusAsString())) {
            String newest = newest(followed);
            if (!newest.equals(followed.serviceDeploymentArn())) {
                return new Superseded(followed.serviceDeploymentArn(), newest);
            }
        }
        return new Failed(
                followed.serviceDeploymentArn(),
                deployment.statusAsString(),
                Objects.requireNonNullElse(deployment.statusReason(), ""),
                diagnosis(followed, deployment));
    }

    /** A deployment that is superseded ends STOPPED, as one that failed does: a newer one tells which. */
    private String newest(Followed followed) {
        return watched(
                        followed,
                        () -> errors.call(
                                "ecs:ListServiceDeployments",
                                followed.service(),
                                () -> ecs.listServiceDeployments(request ->
                                        request.cluster(followed.cluster()).service(followed.service()))))
                .serviceDeployments()
                .stream()
                .filter(brief -> brief.createdAt() != null)
                .max(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .orElse(followed.serviceDeploymentArn());
    }

    private List<String> diagnosis(Followed followed, ServiceDeployment deployment) {
        ServiceRevisionSummary target = deployment.targetServiceRevision();
        return new StoppedTasks(ecs)
                .reasons(
                        followed.cluster(),
                        followed.service(),
                        target == null ? "" : Objects.requireNonNullElse(target.arn(), ""));
    }

    private Optional<ServiceDeployment> find(String arn) {
        return errors
                .call(
                        "ecs:DescribeServiceDeployments",
                        arn,
                        () -> ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(arn)))
                .serviceDeployments()
                .stream()
                .findFirst();
    }

    private Service service(Followed followed) {
        return watched(
                        followed,
                        () -> errors.call(
                                "ecs:DescribeServices",
                                followed.service(),
                                () -> ecs.describeServices(request ->
                                        request.cluster(followed.cluster()).services(followed.service()))))
                .services()
                .stream()
                .findFirst()
                .orElseThrow(() -> errors.disappeared("service", followed.service()));
    }

    private DeployerException gone(String arn) {
        return errors.disappeared("service deployment", arn);
    }

    /**
     * Looks, while the deployment goes on. Where that cannot be done any more nobody knows how it ends, which is another
     * thing than a failure.
     */
    private static <T> T watched(Followed followed, Supplier<T> look) {
        try {
            return look.get();
        } catch (EnvironmentException e) {
            throw unknown(followed, e);
        } catch (UserException e) {
            if (e.getCause() instanceof SdkException refused && endsLooking(refused)) {
                throw unknown(followed, e);
            }
            throw e;
        }
    }

    /** The session has ended, was revoked, or may not look any more: that says nothing of the deployment. */
    private static boolean endsLooking(SdkException refused) {
        return AwsErrors.isExpired(refused) || AwsErrors.isDenied(refused) || AwsErrors.isUnknownCaller(refused);
    }

    private static EnvironmentException unknown(Followed followed, DeployerException reason) {
        Explanation known = reason.explanation();
        return new EnvironmentException(
                new Explanation(
                        "How the deployment ends is unknown: it goes on in ECS, and this build cannot look any more.",
                        "service deployment " + followed.serviceDeploymentArn()
                                + (known.where().isEmpty() ? "" : "\n" + known.where()),
                        known.what() + (known.why().isEmpty() ? "" : "\n" + known.why()),
                        (known.cure().isEmpty() ? "" : known.cure() + "\n") + "Resume with: " + followed.resume()),
                reason);
    }

    private static String describe(ServiceDeployment deployment) {
        StringBuilder text = new StringBuilder(deployment.statusAsString());
        if ("IN_PROGRESS".equals(deployment.statusAsString()) && deployment.lifecycleStageAsString() != null) {
            text.append(" ").append(deployment.lifecycleStageAsString());
        }
        counts(text, "new", deployment.targetServiceRevision());
        for (ServiceRevisionSummary source : deployment.sourceServiceRevisions()) {
            counts(text, "old", source);
        }
        return text.toString();
    }

    private static void counts(StringBuilder text, String which, @Nullable ServiceRevisionSummary revision) {
        if (revision == null || revision.requestedTaskCount() == null) {
            return;
        }
        text.append(", ").append(which).append(' ').append(revision.runningTaskCount());
        // Nothing is wanted of what is on its way out: a fraction of zero says less than what is left.
        text.append(revision.requestedTaskCount() == 0 ? " left" : "/" + revision.requestedTaskCount() + " running");
    }

    private static String tail(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
