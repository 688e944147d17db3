package io.github.ecsmaven.local.ecs.cluster;

import io.github.ecsmaven.local.ecs.resource.ResourceTags;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;

/** A cluster as ECS answers it: with its counts, and with what only those get who ask for it. */
final class ClusterDescription {
    private final Function<Cluster, Activity> activity;
    private final ResourceTags tags;

    ClusterDescription(Function<Cluster, Activity> activity, ResourceTags tags) {
        this.activity = activity;
        this.tags = tags;
    }

    Cluster of(Cluster cluster, Set<ClusterField> include) {
        Activity now = activity.apply(cluster);
        return cluster.toBuilder()
                .registeredContainerInstancesCount(0)
                .activeServicesCount(now.activeServices())
                .runningTasksCount(now.runningTasks())
                .pendingTasksCount(now.pendingTasks())
                .statistics(List.of())
                .capacityProviders(List.copyOf(cluster.capacityProviders()))
                .defaultCapacityProviderStrategy(List.copyOf(cluster.defaultCapacityProviderStrategy()))
                .settings(include.contains(ClusterField.SETTINGS) ? cluster.settings() : List.of())
                .tags(include.contains(ClusterField.TAGS) ? tags.of(cluster.clusterArn()) : List.of())
                .build();
    }
}
