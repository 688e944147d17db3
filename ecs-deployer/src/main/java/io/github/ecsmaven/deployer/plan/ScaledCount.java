package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The desired count of a service that is scaled. A new one begins with the least of the limits unless a count is declared;
 * afterwards auto scaling owns the count, whatever is declared, be the target the descriptor's or somebody else's.
 */
final class ScaledCount {
    private static final String COUNT = "desiredCount";
    private static final KeyedPath PATH = KeyedPath.of("service", COUNT);

    private final DeploymentDescriptor descriptor;
    private final LiveState live;

    ScaledCount(DeploymentDescriptor descriptor, LiveState live) {
        this.descriptor = descriptor;
        this.live = live;
    }

    /** The service to compare. */
    Value.Structure wanted(Value.Structure service) {
        if (!isScaled()) {
            return service;
        }
        if (live.findService().isPresent()) {
            return Requests.without(service, COUNT);
        }
        return service.members().get(COUNT) instanceof Value.Numeral
                ? service
                : limit("minCapacity")
                        .map(least -> Requests.with(service, COUNT, least))
                        .orElse(service);
    }

    /** The service's section, with who owns the count. */
    Section explained(Section service) {
        Value count = live.findService()
                .map(found -> found.definition().members().get(COUNT))
                .orElse(null);
        if (!isScaled() || !(count instanceof Value.Numeral now)) {
            return service;
        }
        Map<KeyedPath, Value> unmanaged = new LinkedHashMap<>(service.unmanaged());
        String limits = limit("minCapacity").map(Value::toString).orElse("") + "–"
                + limit("maxCapacity").map(Value::toString).orElse("");
        unmanaged.put(PATH, new Value.Text(now + " (auto scaling " + limits + ")"));
        return new Section(
                service.changes(),
                service.actions(),
                service.refusals(),
                unmanaged,
                service.addedByServer(),
                service.notes());
    }

    private boolean isScaled() {
        return descriptor.resources().wantedAutoScaling().isPresent()
                || live.surroundings().findScaling().isPresent();
    }

    /** The declared one, else the live one. */
    private Optional<Value> limit(String member) {
        return descriptor
                .resources()
                .wantedAutoScaling()
                .map(scaling -> scaling.members().get(member))
                .filter(Value.Numeral.class::isInstance)
                .or(() -> live.surroundings()
                        .findScaling()
                        .map(scaling -> scaling.target().members().get(member)));
    }
}
