package io.github.ecsmaven.deployer.live;

import io.github.ecsmaven.descriptor.value.Value;
import software.amazon.awssdk.services.ecs.model.Service;

/** What the reader of live state makes of a described service, for checks that have the answer and no server. */
public final class DescribedService {
    private DescribedService() {}

    /** The members of {@link LiveState.LiveService#definition()}. */
    public static Value.Structure members(Service service) {
        return ServiceMembers.of(service);
    }
}
