package io.github.ecsmaven.local.ecs.cluster;

import io.github.ecsmaven.local.ecs.resource.Errors;
import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.wire.ShapeJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;

/** The clusters, by ARN. */
public final class Clusters {
    /** The cluster that is meant where none is named. */
    public static final String DEFAULT = "default";

    private static final String ACTIVE = "ACTIVE";

    private final Set<String> present;
    private final KeptMap<Cluster> byArn =
            KeptMap.sorted("clusters", ShapeJson::write, json -> ShapeJson.read(json, Cluster.builder()));

    /**
     * @param present names of clusters that are there in every account and Region without having been created
     */
    public Clusters(Set<String> present) {
        this.present = Set.copyOf(present);
    }

    /** The cluster of this name or ARN, the default one for null. */
    public Optional<Cluster> find(@Nullable String nameOrArn, ResourceNames names) {
        String name = nameOrArn == null || nameOrArn.isEmpty() ? DEFAULT : nameOrArn;
        String arn = name.startsWith("arn:") ? name : names.cluster(name);
        Optional<Cluster> cluster = byArn.find(arn);
        if (cluster.isEmpty() && isPresent(arn, names)) {
            return Optional.of(add(
                    Cluster.builder().clusterName(ResourceNames.lastPart(arn)).build(), names));
        }
        return cluster;
    }

    /** As {@link #find}, or the error that ECS answers, to a cluster that was deleted too. */
    public Cluster require(@Nullable String nameOrArn, ResourceNames names) {
        return find(nameOrArn, names).filter(Clusters::isActive).orElseThrow(Errors::clusterNotFound);
    }

    /** Whether it can be used; one that was deleted can only be described. */
    static boolean isActive(Cluster cluster) {
        return ACTIVE.equals(cluster.status());
    }

    /** The clusters of an account in a Region that were not deleted. */
    List<Cluster> active(ResourceNames names) {
        present.forEach(name -> find(name, names));
        return byArn.values().stream()
                .filter(cluster ->
                        isActive(cluster) && cluster.clusterArn().equals(names.cluster(cluster.clusterName())))
                .toList();
    }

    Cluster delete(Cluster cluster) {
        Cluster deleted = cluster.toBuilder().status("INACTIVE").build();
        byArn.put(deleted.clusterArn(), deleted);
        return deleted;
    }

    /** Adds a cluster with what ECS fills in. */
    Cluster add(Cluster form, ResourceNames names) {
        Cluster.Builder cluster =
                form.toBuilder().clusterArn(names.cluster(form.clusterName())).status(ACTIVE);
        if (form.settings().isEmpty()) {
            cluster.settings(ClusterSetting.builder()
                    .name("containerInsights")
                    .value("disabled")
                    .build());
        }
        Cluster added = cluster.build();
        byArn.put(added.clusterArn(), added);
        return added;
    }

    /** What changes of it are kept by. */
    public StatePart part() {
        return byArn;
    }

    /** Writes all as one JSON array. */
    public void write(JsonWriter json) {
        json.writeStartArray();
        byArn.values().forEach(cluster -> ShapeJson.write(cluster, json));
        json.writeEndArray();
    }

    /** Replaces all by what was written. */
    public void read(JsonNode json) {
        byArn.clear();
        for (JsonNode element : json.asArray()) {
            Cluster cluster = ShapeJson.read(element, Cluster.builder());
            byArn.put(cluster.clusterArn(), cluster);
        }
    }

    private boolean isPresent(String arn, ResourceNames names) {
        String name = ResourceNames.lastPart(arn);
        return present.contains(name) && arn.equals(names.cluster(name));
    }
}
