package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Tag;

class ClusterLifeTest {
    private final LocalEcs ecs = new LocalEcs();

    @BeforeEach
    void register() {
        ecs.register("web", "image:1");
    }

    @Test
    void clustersAreListedInPagesThoseOfTheSettingsIncluded() {
        create("b");
        create("a");

        ListClustersResponse first =
                ecs.call(ListClustersRequest.builder().maxResults(2).build());
        ListClustersResponse second = ecs.call(
                ListClustersRequest.builder().nextToken(first.nextToken()).build());

        List<String> all = new ArrayList<>(first.clusterArns());
        all.addAll(second.clusterArns());
        assertThat(all).containsExactly(arn("a"), arn("b"), arn("default"));
        assertThat(second.nextToken()).isNull();
        ListClustersResponse elsewhere =
                ecs.callIn("us-east-1", ListClustersRequest.builder().build());
        assertThat(elsewhere.clusterArns()).containsExactly("arn:aws:ecs:us-east-1:123456789012:cluster/default");
    }

    @Test
    void aDeletedClusterCanBeDescribedAndNothingElse() {
        create("shop");

        DeleteClusterResponse answer =
                ecs.call(DeleteClusterRequest.builder().cluster("shop").build());

        assertThat(answer.cluster().status()).isEqualTo("INACTIVE");
        assertThat(answer.cluster().activeServicesCount()).isZero();
        assertThat(answer.cluster().hasStatistics()).isTrue();
        DescribeClustersResponse described =
                ecs.call(DescribeClustersRequest.builder().clusters("shop").build());
        assertThat(described.clusters())
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.status()).isEqualTo("INACTIVE"));
        ListClustersResponse listed = ecs.call(ListClustersRequest.builder().build());
        assertThat(listed.clusterArns()).containsExactly(arn("default"));
        for (SdkPojo request : List.of(
                ListTasksRequest.builder().cluster("shop").build(),
                ListServicesRequest.builder().cluster("shop").build(),
                LocalEcs.service("s", "web", 1).cluster("shop").build(),
                DeleteClusterRequest.builder().cluster("shop").build())) {
            assertThatThrownBy(() -> ecs.call(request))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            error -> assertThat(error.code()).isEqualTo("ClusterNotFoundException"));
        }
    }

    @Test
    void aDeletedClusterIsCreatedAnewWithoutItsTags() {
        create("shop");
        ecs.call(DeleteClusterRequest.builder().cluster("shop").build());

        CreateClusterResponse again =
                ecs.call(CreateClusterRequest.builder().clusterName("shop").build());

        assertThat(again.cluster().status()).isEqualTo("ACTIVE");
        assertThat(again.cluster().tags()).isEmpty();
    }

    @Test
    void aClusterWithServicesOrTasksIsNotDeleted() {
        ecs.create(LocalEcs.service("s", "web", 1).build());
        DeleteClusterRequest delete =
                DeleteClusterRequest.builder().cluster("default").build();

        assertThatThrownBy(() -> ecs.call(delete))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        error -> assertThat(error.code()).isEqualTo("ClusterContainsServicesException"));
        ecs.call(DeleteServiceRequest.builder().service("s").force(true).build());
        ecs.settle();
        ecs.call(RunTaskRequest.builder()
                .taskDefinition("web")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(LocalEcs.network("subnet-1"))
                .build());
        assertThatThrownBy(() -> ecs.call(delete))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        error -> assertThat(error.code()).isEqualTo("ClusterContainsTasksException"));
    }

    @Test
    void servicesAreListedByTenUnlessAskedOtherwiseAndNotOnceDeleted() {
        for (int i = 0; i < 12; i++) {
            ecs.create(LocalEcs.service("s%02d".formatted(i), "web", 1).build());
        }
        ecs.call(DeleteServiceRequest.builder().service("s03").force(true).build());

        ListServicesResponse first = ecs.call(ListServicesRequest.builder().build());
        ListServicesResponse second = ecs.call(
                ListServicesRequest.builder().nextToken(first.nextToken()).build());

        assertThat(first.serviceArns()).hasSize(10).doesNotContain(LocalEcs.ARN + "service/default/s03");
        assertThat(second.serviceArns()).containsExactly(LocalEcs.ARN + "service/default/s11");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void servicesAreFilteredByLaunchTypeSchedulingAndManagement() {
        ecs.create(LocalEcs.service("fargate", "web", 1).build());
        ecs.create(LocalEcs.service("daemon", "web", 1)
                .desiredCount(null)
                .launchType(LaunchType.EC2)
                .schedulingStrategy(SchedulingStrategy.DAEMON)
                .build());

        assertThat(services(request -> request)).containsExactly("daemon", "fargate");
        assertThat(services(request -> request.launchType(LaunchType.FARGATE))).containsExactly("fargate");
        assertThat(services(request -> request.launchType(LaunchType.EXTERNAL))).isEmpty();
        assertThat(services(request -> request.schedulingStrategy(SchedulingStrategy.DAEMON)))
                .containsExactly("daemon");
        assertThat(services(request -> request.resourceManagementType(ResourceManagementType.CUSTOMER)))
                .hasSize(2);
        assertThat(services(request -> request.resourceManagementType(ResourceManagementType.ECS)))
                .isEmpty();
        assertThatThrownBy(() -> services(request -> request.launchType("MOON")))
                .hasMessageContaining("Invalid 'launchType' setting: MOON");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void aPageHasOneToAHundredEntries(int size) {
        for (SdkPojo request : List.of(
                ListClustersRequest.builder().maxResults(size).build(),
                ListServicesRequest.builder().maxResults(size).build(),
                ListTasksRequest.builder().maxResults(size).build(),
                ListAccountSettingsRequest.builder().maxResults(size).build())) {
            assertThatThrownBy(() -> ecs.call(request))
                    .as(request.toString())
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            error -> assertThat(error.code()).isEqualTo("InvalidParameterException"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "ZnJvbToxMA", "not a token", "ZnJvbTotMQ=="})
    void onlyATokenThatWasGivenOutIsTaken(String token) {
        for (SdkPojo request : List.of(
                ListClustersRequest.builder().nextToken("x" + token).build(),
                ListServicesRequest.builder().nextToken("x" + token).build(),
                ListAccountSettingsRequest.builder().nextToken("x" + token).build())) {
            assertThatThrownBy(() -> ecs.call(request))
                    .as(request.toString())
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            error -> assertThat(error.code()).isEqualTo("InvalidParameterException"));
        }
    }

    private void create(String name) {
        ecs.call(CreateClusterRequest.builder()
                .clusterName(name)
                .tags(Tag.builder().key("a").value("b").build())
                .build());
    }

    private List<String> services(UnaryOperator<ListServicesRequest.Builder> filter) {
        ListServicesResponse answer =
                ecs.call(filter.apply(ListServicesRequest.builder()).build());
        return answer.serviceArns().stream()
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .toList();
    }

    private static String arn(String name) {
        return LocalEcs.ARN + "cluster/" + name;
    }
}
