package io.github.ecsmaven.deployer.rollout;

import io.github.ecsmaven.deployer.report.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** The events of a service that have not been shown yet. DescribeServices returns the last 100, newest first. */
final class ServiceEvents {
    private final Instant since;
    private final Set<String> shown = new HashSet<>();

    /** @param since events before this are of an earlier deployment */
    ServiceEvents(Instant since) {
        this.since = since;
    }

    /** Shows what is new, oldest first. */
    void show(Service service, Progress progress) {
        List<ServiceEvent> fresh = new ArrayList<>();
        for (ServiceEvent event : service.events()) {
            if (event.createdAt() != null && !event.createdAt().isBefore(since) && shown.add(event.id())) {
                fresh.add(event);
            }
        }
        Collections.reverse(fresh);
        fresh.forEach(event -> progress.line("    " + event.message()));
    }
}
