package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

class ListingsTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
        ecs.register("other", "image:1");
    }

    @Test
    void deploymentsComeNewestFirstInPagesOfTwentyUnlessAskedOtherwise() {
        ecs.create(LocalEcs.service("s", "web", 1).build());
        for (int i = 0; i < 24; i++) {
            ecs.settle();
            ecs.update("s", update -> update.forceNewDeployment(true));
        }
        ListServiceDeploymentsRequest all =
                ListServiceDeploymentsRequest.builder().service("s").build();

        List<Integer> usual = new ArrayList<>();
        List<Integer> bySeven = new ArrayList<>();
        List<ServiceDeploymentBrief> deployments = collect(all, usual);
        assertThat(collect(all.toBuilder().maxResults(7).build(), bySeven)).isEqualTo(deployments);

        assertThat(usual).containsExactly(20, 5);
        assertThat(bySeven).containsExactly(7, 7, 7, 4);
        assertThat(deployments)
                .isSortedAccordingTo(
                        Comparator.comparing(ServiceDeploymentBrief::createdAt).reversed());
        assertThat(deployments)
                .extracting(ServiceDeploymentBrief::serviceDeploymentArn)
                .doesNotHaveDuplicates();
    }

    @Test
    void deploymentsAreFilteredByStatusAndTime() {
        ecs.create(LocalEcs.service("s", "web", 1).build());
        ecs.settle();
        ecs.update("s", update -> update.forceNewDeployment(true));
        ListServiceDeploymentsRequest.Builder of =
                ListServiceDeploymentsRequest.builder().service("s");

        assertThat(collect(of.status(ServiceDeploymentStatus.PENDING).build(), new ArrayList<>()))
                .hasSize(1);
        assertThat(collect(
                        of.status(ServiceDeploymentStatus.SUCCESSFUL, ServiceDeploymentStatus.PENDING)
                                .build(),
                        new ArrayList<>()))
                .hasSize(2);
        assertThat(collect(of.status(ServiceDeploymentStatus.STOPPED).build(), new ArrayList<>()))
                .isEmpty();
        ListServiceDeploymentsRequest.Builder byTime =
                ListServiceDeploymentsRequest.builder().service(LocalEcs.ARN + "service/default/s");
        assertThat(collect(
                        byTime.createdAt(CreatedAt.builder()
                                        .after(ecs.now().minusMillis(1))
                                        .build())
                                .build(),
                        new ArrayList<>()))
                .hasSize(1)
                .allSatisfy(
                        brief -> assertThat(brief.targetServiceRevisionArn()).isNotEmpty());
        assertThat(collect(
                        byTime.createdAt(CreatedAt.builder().before(ecs.now()).build())
                                .build(),
                        new ArrayList<>()))
                .hasSize(1);
    }

    @Test
    void tasksAreListedByServiceFamilyStarterAndLaunchTypeInPages() {
        String starter = ecs.create(LocalEcs.service("a", "web", 5).build())
                .deployments()
                .get(0)
                .id();
        ecs.create(LocalEcs.service("b", "other", 2).build());
        ecs.settle();

        assertThat(tasks(ListTasksRequest.builder().build(), 1)).hasSize(7);
        assertThat(tasks(ListTasksRequest.builder().maxResults(3).build(), 3)).hasSize(7);
        assertThat(tasks(ListTasksRequest.builder().serviceName("a").build(), 1))
                .hasSize(5);
        assertThat(tasks(ListTasksRequest.builder().family("other").build(), 1)).hasSize(2);
        assertThat(tasks(ListTasksRequest.builder().startedBy(starter).build(), 1))
                .hasSize(5);
        assertThat(tasks(ListTasksRequest.builder().launchType(LaunchType.EC2).build(), 1))
                .isEmpty();
        assertThat(tasks(
                        ListTasksRequest.builder()
                                .desiredStatus(DesiredStatus.PENDING)
                                .build(),
                        1))
                .isEmpty();
    }

    @Test
    void aTaskSaysWhereItRunsAndWhatRunsInIt() {
        ecs.create(LocalEcs.service("s", "web", 1).build());
        ecs.settle();

        Task task = ecs.tasks("s", DesiredStatus.RUNNING).get(0);

        assertThat(task.taskArn()).matches(LocalEcs.ARN + "task/default/[0-9a-f]{32}");
        assertThat(task.group()).isEqualTo("service:s");
        assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(task.platformVersion()).isEqualTo("1.4.0");
        assertThat(task.cpu()).isEqualTo("256");
        assertThat(task.memory()).isEqualTo("512");
        assertThat(task.ephemeralStorage().sizeInGiB()).isEqualTo(20);
        assertThat(task.attachments().get(0).details().get(0).value()).isEqualTo("subnet-1");
        assertThat(task.containers()).singleElement().satisfies(container -> {
            assertThat(container.name()).isEqualTo("app");
            assertThat(container.lastStatus()).isEqualTo("RUNNING");
            assertThat(container.containerArn()).startsWith(LocalEcs.ARN + "container/default/");
        });
        assertThat(task.tags()).isEmpty();
    }

    @Test
    void tagsReachTasksAsTheServiceSays() {
        ecs.create(LocalEcs.service("s", "web", 1)
                .propagateTags(PropagateTags.SERVICE)
                .enableECSManagedTags(true)
                .tags(Tag.builder().key("team").value("a").build())
                .build());
        ecs.settle();
        String arn = ecs.tasks("s", DesiredStatus.RUNNING).get(0).taskArn();

        DescribeTasksResponse answer = ecs.call(DescribeTasksRequest.builder()
                .tasks(arn.substring(arn.lastIndexOf('/') + 1), "0123")
                .include(TaskField.TAGS)
                .build());

        assertThat(answer.tasks().get(0).tags())
                .extracting(Tag::key)
                .containsExactly("team", "aws:ecs:clusterName", "aws:ecs:serviceName");
        assertThat(answer.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
    }

    private List<ServiceDeploymentBrief> collect(ListServiceDeploymentsRequest request, List<Integer> sizes) {
        List<ServiceDeploymentBrief> all = new ArrayList<>();
        ListServiceDeploymentsRequest next = request;
        while (true) {
            ListServiceDeploymentsResponse page = ecs.call(next);
            sizes.add(page.serviceDeployments().size());
            all.addAll(page.serviceDeployments());
            if (page.nextToken() == null) {
                return all;
            }
            next = request.toBuilder().nextToken(page.nextToken()).build();
        }
    }

    private List<String> tasks(ListTasksRequest request, int pages) {
        List<String> all = new ArrayList<>();
        ListTasksRequest next = request;
        for (int i = 1; i <= pages; i++) {
            ListTasksResponse page = ecs.pass(Duration.ZERO).call(next);
            all.addAll(page.taskArns());
            assertThat(page.nextToken() == null).isEqualTo(i == pages);
            next = request.toBuilder().nextToken(page.nextToken()).build();
        }
        assertThat(all).doesNotHaveDuplicates();
        return all;
    }
}
