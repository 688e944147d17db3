package io.github.ecsmaven.local.autoscaling;

import io.github.ecsmaven.local.wire.CallContext;
import java.util.OptionalInt;

/** The ECS services that can be scaled. */
public interface ScalableServices {
    /**
     * How many tasks a service should run; empty where there is no such service, or one that was deleted.
     *
     * @param cluster its cluster's name
     */
    OptionalInt desiredCount(String cluster, String service, CallContext call);

    /** Lets a service, which must be there, run another number of tasks. */
    void scale(String cluster, String service, int desiredCount, CallContext call);
}
