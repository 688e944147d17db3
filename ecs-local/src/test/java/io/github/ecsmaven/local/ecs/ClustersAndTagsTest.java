package io.github.ecsmaven.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;

class ClustersAndTagsTest {
    private final LocalEcs ecs = new LocalEcs();

    @Test
    void theDefaultClusterIsThereAndNoOther() {
        DescribeClustersResponse answer = ecs.call(
                DescribeClustersRequest.builder().clusters("default", "prod").build());

        assertThat(answer.clusters()).extracting(Cluster::clusterName).containsExactly("default");
        assertThat(answer.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.arn()).isEqualTo(LocalEcs.ARN + "cluster/prod");
            assertThat(failure.reason()).isEqualTo("MISSING");
        });
    }

    @Test
    void clustersCanBeThereFromTheStart() {
        LocalEcs other = new LocalEcs(EcsSettings.defaults().withClusters(Set.of("prod")));

        DescribeClustersResponse answer =
                other.call(DescribeClustersRequest.builder().clusters("prod").build());

        assertThat(answer.clusters()).extracting(Cluster::status).containsExactly("ACTIVE");
    }

    @Test
    void aClusterIsCreatedOnce() {
        CreateClusterResponse first = ecs.call(CreateClusterRequest.builder()
                .clusterName("prod")
                .tags(Tag.builder().key("a").value("b").build())
                .build());
        CreateClusterResponse second =
                ecs.call(CreateClusterRequest.builder().clusterName("prod").build());
        CreateClusterResponse unnamed = ecs.call(CreateClusterRequest.builder().build());

        assertThat(first.cluster().clusterArn()).isEqualTo(LocalEcs.ARN + "cluster/prod");
        assertThat(second.cluster()).isEqualTo(first.cluster());
        assertThat(unnamed.cluster().clusterName()).isEqualTo("default");
        DescribeClustersResponse described = ecs.call(DescribeClustersRequest.builder()
                .clusters(first.cluster().clusterArn())
                .include(ClusterField.TAGS)
                .build());
        assertThat(described.clusters().get(0).tags()).hasSize(1);
        assertThat(described.clusters().get(0).settings()).isEmpty();
    }

    @Test
    void aClusterCountsWhatRunsInIt() {
        ecs.register("web", "i");
        ecs.create(LocalEcs.service("web", "web", 2).build());
        ecs.settle();

        DescribeClustersResponse answer =
                ecs.call(DescribeClustersRequest.builder().build());

        Cluster cluster = answer.clusters().get(0);
        assertThat(cluster.activeServicesCount()).isEqualTo(1);
        assertThat(cluster.runningTasksCount()).isEqualTo(2);
        assertThat(cluster.pendingTasksCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-definition/web:1", "service/default/web", "cluster/default"})
    void resourcesCanBeTagged(String resource) {
        ecs.register("web", "i");
        ecs.create(LocalEcs.service("web", "web", 1).build());
        String arn = LocalEcs.ARN + resource;

        ecs.call(tag(arn, "team", "a"));
        ecs.call(tag(arn, "env", "test"));
        ecs.call(tag(arn, "team", "b"));
        ecs.call(UntagResourceRequest.builder()
                .resourceArn(arn)
                .tagKeys("env", "unknown")
                .build());

        assertThat(tagsOf(arn))
                .containsExactly(Tag.builder().key("team").value("b").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task-definition/web",
                "task-definition/web:2",
                "service/default/api",
                "cluster/prod",
                "capacity-provider/x"
            })
    void whatIsNotThereCannotBeTagged(String resource) {
        ecs.register("web", "i");

        assertThatThrownBy(() -> ecs.call(tag(LocalEcs.ARN + resource, "a", "b")))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("ResourceNotFoundException"));
    }

    @Test
    void noTagsAtAllAreAnError() {
        String arn = LocalEcs.ARN + "cluster/default";

        assertThatThrownBy(() -> ecs.call(TagResourceRequest.builder()
                        .resourceArn(arn)
                        .tags(List.of())
                        .build()))
                .hasMessage("Tags can not be empty.");
        assertThatThrownBy(() ->
                        ecs.call(UntagResourceRequest.builder().resourceArn(arn).build()))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> tagsOf("web")).isInstanceOf(ApiException.class);
    }

    private List<Tag> tagsOf(String arn) {
        ListTagsForResourceResponse answer =
                ecs.call(ListTagsForResourceRequest.builder().resourceArn(arn).build());
        return answer.tags();
    }

    private static TagResourceRequest tag(String arn, String key, String value) {
        return TagResourceRequest.builder()
                .resourceArn(arn)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }
}
