package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.wire.ApiException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

class StopTaskTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
    }

    /** As recorded: the answer still says RUNNING, with desiredStatus STOPPED and the caller's reason. */
    @Test
    void theAnswerShowsTheTaskStillRunningAndWhyItWillStop() {
        Task task = runningTask();

        Task answered = stop(task.taskArn(), "policy");

        assertThat(answered.lastStatus()).isEqualTo("RUNNING");
        assertThat(answered.desiredStatus()).isEqualTo("STOPPED");
        assertThat(answered.stoppedReason()).isEqualTo("policy");
        assertThat(answered.stoppingAt()).isEqualTo(ecs.now());
        Task later = describe(task.taskArn());
        assertThat(later.lastStatus()).isEqualTo("STOPPED");
        assertThat(later.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(later.stoppedReason()).isEqualTo("policy");
    }

    @Test
    void aTaskCanBeNamedByItsIdAndBeStoppedBeforeItRuns() {
        Task task = start();

        Task answered = stop(task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1), null);

        assertThat(answered.lastStatus()).isEqualTo("PROVISIONING");
        assertThat(answered.stoppedReason()).isEqualTo("Task stopped by user");
        Task later = describe(task.taskArn());
        assertThat(later.lastStatus()).isEqualTo("STOPPED");
        assertThat(later.startedAt()).isNull();
    }

    @Test
    void stoppingAgainChangesNothing() {
        Task task = runningTask();
        stop(task.taskArn(), "first");
        Task stopped = describe(task.taskArn());

        assertThat(stop(task.taskArn(), "second")).isEqualTo(stopped);
        assertThat(describe(task.taskArn()).stoppedReason()).isEqualTo("first");
    }

    @Test
    void itsTagsAreDeleted() {
        Task task = runningTask();

        stop(task.taskArn(), null);

        ListTagsForResourceResponse tags = ecs.call(
                ListTagsForResourceRequest.builder().resourceArn(task.taskArn()).build());
        assertThat(tags.tags()).isEmpty();
    }

    @Test
    void aServiceReplacesATaskThatIsStoppedUnderItWithoutANewDeployment() {
        ecs.create(LocalEcs.service("s", "web", 2).build());
        ecs.settle();
        Task task = ecs.tasks("s", DesiredStatus.RUNNING).get(0);

        stop(task.taskArn(), "by hand");

        assertThat(ecs.describe("s").pendingCount()).isEqualTo(1);
        ecs.settle();
        assertThat(ecs.describe("s").runningCount()).isEqualTo(2);
        assertThat(ecs.tasks("s", DesiredStatus.RUNNING))
                .extracting(Task::taskArn)
                .doesNotContain(task.taskArn());
        assertThat(ecs.tasks("s", DesiredStatus.STOPPED)).singleElement().satisfies(stopped -> {
            assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
            assertThat(stopped.stoppedReason()).isEqualTo("by hand");
        });
        assertThat(ecs.deployments("s"))
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL));
        assertThat(ecs.describe("s").deployments().get(0).failedTasks()).isZero();
        assertThat(ecs.events("s")).last().asString().endsWith("has reached a steady state.");
    }

    @Test
    void whatIsNotThereCannotBeStopped() {
        assertThatThrownBy(() -> stop("0123", null)).isInstanceOfSatisfying(ApiException.class, error -> {
            assertThat(error.code()).isEqualTo("InvalidParameterException");
            assertThat(error).hasMessage("The referenced task was not found.");
        });
        assertThatThrownBy(() -> stop(" ", null)).hasMessage("Task can not be blank.");
        assertThatThrownBy(() -> ecs.call(
                        StopTaskRequest.builder().cluster("other").task("0123").build()))
                .hasMessage("Cluster not found.");
    }

    private Task start() {
        RunTaskResponse answer = ecs.call(RunTaskRequest.builder()
                .taskDefinition("web")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(LocalEcs.network("subnet-1"))
                .tags(Tag.builder().key("a").value("b").build())
                .build());
        return answer.tasks().get(0);
    }

    private Task runningTask() {
        Task task = start();
        ecs.pass(Duration.ofSeconds(2)).touch();
        return task;
    }

    private Task stop(String task, String reason) {
        StopTaskResponse answer =
                ecs.call(StopTaskRequest.builder().task(task).reason(reason).build());
        return answer.task();
    }

    private Task describe(String arn) {
        ecs.settle();
        DescribeTasksResponse answer =
                ecs.call(DescribeTasksRequest.builder().tasks(arn).build());
        return answer.tasks().get(0);
    }
}
