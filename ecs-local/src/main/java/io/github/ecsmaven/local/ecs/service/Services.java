package io.github.ecsmaven.local.ecs.service;

import io.github.ecsmaven.local.ecs.resource.ResourceNames;
import io.github.ecsmaven.local.ecs.rollout.ManagedService;
import io.github.ecsmaven.local.ecs.rollout.Scheduler;
import io.github.ecsmaven.local.state.KeptMap;
import io.github.ecsmaven.local.state.StatePart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** The services, by ARN. A deleted one stays until another takes its name. */
public final class Services {
    private final KeptMap<ManagedService> byArn =
            KeptMap.sorted("services", ManagedService::write, ManagedService::read);
    private Instant quietUntil = Instant.MIN;

    /** The service of this name or ARN in a cluster, a deleted one included. */
    public Optional<ManagedService> find(String nameOrArn, Cluster cluster) {
        return byArn.find(arn(nameOrArn, cluster));
    }

    /** The ARN that a service of this name or ARN in a cluster has or would have. */
    public static String arn(String nameOrArn, Cluster cluster) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn
                : ResourceNames.around(cluster.clusterArn()).service(cluster.clusterName(), nameOrArn);
    }

    /** The service whose service deployment or service revision has this ARN, if there is any of the kind. */
    Optional<ManagedService> owner(String arn) {
        String[] parts = arn.split("/", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        String around = parts[0].substring(0, parts[0].lastIndexOf(':') + 1);
        return byArn.find(around + "service/" + parts[1] + "/" + parts[2]);
    }

    /** The services of a cluster, deleted ones included. */
    public List<ManagedService> of(Cluster cluster) {
        return all().filter(managed -> managed.service().clusterArn().equals(cluster.clusterArn()))
                .toList();
    }

    /** Every service of every account and Region. */
    public Stream<ManagedService> all() {
        return byArn.values().stream();
    }

    void put(ManagedService managed) {
        byArn.put(managed.service().serviceArn(), managed);
    }

    /** Says that a service was changed in place, so that it is kept. */
    public void changed(ManagedService managed) {
        byArn.changed(managed.service().serviceArn());
    }

    /** Lets everything happen that is due by now. */
    public void advance(Scheduler scheduler, Instant now) {
        if (now.isBefore(quietUntil)) {
            return;
        }
        Instant first = Instant.MAX;
        for (ManagedService managed : byArn.values()) {
            if (scheduler.advance(managed, now)) {
                changed(managed);
            }
            first = managed.quietUntil().isBefore(first) ? managed.quietUntil() : first;
        }
        quietUntil = first;
    }

    /** A service may have been changed or added: when something happens next has to be found out again. */
    public void disturbed() {
        quietUntil = Instant.MIN;
    }

    /** What changes of it are kept by. */
    public StatePart part() {
        return byArn;
    }

    /** Writes all as one JSON array. */
    public void write(JsonWriter json) {
        json.writeStartArray();
        byArn.values().forEach(managed -> managed.write(json));
        json.writeEndArray();
    }

    /** Replaces all by what was written. */
    public void read(JsonNode json) {
        byArn.clear();
        disturbed();
        json.asArray().forEach(element -> put(ManagedService.read(element)));
    }
}
