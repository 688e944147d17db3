package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a saved plan holds besides what it shows, so that a later plan can be told to be the same or not. There is no value
 * in it, only names and keyed hashes.
 *
 * @param pluginVersion of the plugin that planned
 * @param created when
 * @param expires when it is worth nothing any more
 * @param role ARN of the role that the descriptor names
 * @param key of the hashes, Base64
 * @param fingerprint what must not have moved, by what it is: an ARN, or a hash
 * @param actions the writes in their order
 */
public record Promise(
        String pluginVersion,
        Instant created,
        Instant expires,
        String role,
        String key,
        Map<String, String> fingerprint,
        List<PromisedAction> actions) {
    public Promise {
        fingerprint = Collections.unmodifiableMap(new LinkedHashMap<>(fingerprint));
        actions = List.copyOf(actions);
    }

    /**
     * A write.
     *
     * @param operation {@code ecs:UpdateService}
     * @param hash of all that is sent
     */
    public record PromisedAction(String operation, String hash) {}

    /**
     * The circumstances of a plan.
     *
     * @param hash with the key of the document
     */
    public record Occasion(String pluginVersion, Instant created, Instant expires, KeyedHash hash) {}

    /** The promise to do what a plan says, as long as nothing moves. */
    public static Promise of(DeploymentDescriptor descriptor, LiveState live, DeploymentPlan plan, Occasion occasion) {
        KeyedHash hash = occasion.hash();
        return new Promise(
                occasion.pluginVersion(),
                occasion.created(),
                occasion.expires(),
                Objects.requireNonNullElse(descriptor.identity().roleArn(), ""),
                hash.encodedKey(),
                Fingerprint.of(descriptor, live, hash),
                plan.actions().stream()
                        .map(action -> new PromisedAction(action.operation(), hash.of(action)))
                        .toList());
    }
}
