package io.github.ecsmaven.local.ecs.rollout;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** The events of a service, in AWS's wording. */
final class Chronicle {
    private Chronicle() {}

    /** {@code (service NAME) WHAT}. */
    static void say(ManagedService managed, Instant at, String what) {
        managed.add(ServiceEvent.builder()
                .id(managed.identifiers().uuid())
                .createdAt(at)
                .message("(service " + managed.service().serviceName() + ") " + what)
                .build());
    }

    /** {@code (service NAME) (deployment ID) WHAT}. */
    static void say(ManagedService managed, Instant at, Rollout rollout, String what) {
        say(managed, at, "(deployment " + rollout.id() + ") " + what);
    }
}
