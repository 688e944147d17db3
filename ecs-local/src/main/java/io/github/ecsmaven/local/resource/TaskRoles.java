package io.github.ecsmaven.local.resource;

import io.github.ecsmaven.local.wire.CallContext;
import java.util.Map;
import java.util.Optional;

/** Knows the roles of the task definitions, which whoever runs a task passes to it. */
@FunctionalInterface
public interface TaskRoles {
    /**
     * The revision that a reference means; empty where there is none.
     *
     * @param reference a family, {@code family:revision}, or an ARN of either
     */
    Optional<Revision> revision(String reference, CallContext call);

    /**
     * A revision.
     *
     * @param arn its ARN
     * @param roles by the member that names them, {@code taskRoleArn} or {@code executionRoleArn}; those that it has
     */
    record Revision(String arn, Map<String, String> roles) {
        /** Copies the map. */
        public Revision {
            roles = Map.copyOf(roles);
        }
    }
}
