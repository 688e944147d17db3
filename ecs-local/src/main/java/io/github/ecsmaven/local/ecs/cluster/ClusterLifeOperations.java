package io.github.ecsmaven.local.ecs.cluster;

import io.github.ecsmaven.local.ecs.resource.Page;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/** The operations that list clusters and take them away. */
public final class ClusterLifeOperations {
    private static final int PAGE = 100;

    private final Clusters clusters;
    private final ResourceTags tags;
    private final Function<Cluster, Activity> activity;

    /**
     * @param activity what goes on in a cluster at the moment of asking
     */
    public ClusterLifeOperations(Clusters clusters, ResourceTags tags, Function<Cluster, Activity> activity) {
        this.clusters = clusters;
        this.tags = tags;
        this.activity = activity;
    }

    /** All of them. */
    public List<Operation<?, ?>> operations() {
        return List.of(
                Operation.read("ListClusters", ListClustersRequest::builder, this::list),
                Operation.write("DeleteCluster", DeleteClusterRequest::builder, this::delete));
    }

    private ListClustersResponse list(ListClustersRequest request, CallContext call) {
        List<String> arns = clusters.active(ResourceNames.of(call)).stream()
                .map(Cluster::clusterArn)
                .toList();
        Page<String> page = Page.of(arns, request.nextToken(), request.maxResults(), PAGE);
        return ListClustersResponse.builder()
                .clusterArns(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private DeleteClusterResponse delete(DeleteClusterRequest request, CallContext call) {
        Cluster cluster = clusters.require(request.cluster(), ResourceNames.of(call));
        Activity now = activity.apply(cluster);
        if (now.activeServices() > 0) {
            throw new ApiException(
                    "ClusterContainsServicesException",
                    400,
                    "The Cluster cannot be deleted while Services are active.");
        }
        if (now.runningTasks() + now.pendingTasks() > 0) {
            throw new ApiException(
                    "ClusterContainsTasksException", 400, "The Cluster cannot be deleted while Tasks are active.");
        }
        Cluster deleted = clusters.delete(cluster);
        tags.forget(cluster.clusterArn());
        return DeleteClusterResponse.builder()
                .cluster(new ClusterDescription(activity, tags).of(deleted, Set.of(ClusterField.SETTINGS)))
                .build();
    }
}
