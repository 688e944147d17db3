package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must not move between a plan and its writes: what is wanted, what runs, and the live values of what is declared. Never
 * counts, events or what the descriptor leaves out: these move by themselves.
 */
final class Fingerprint {
    /** What the descriptor wants, with its look-ups filled in. */
    static final String DESCRIPTOR = "descriptor";
    /** The revision that runs, or the newest where there is no service. */
    static final String TASK_DEFINITION = "taskDefinition";

    static final String SERVICE_REVISIONS = "serviceRevisions";
    static final String SERVICE_DEPLOYMENT = "serviceDeployment";
    /** Live values of the service where the descriptor speaks, and of the tags that it has. */
    static final String DECLARED = "declared";
    /** The record of what was declared before. */
    static final String MANAGED_FIELDS = "managedFields";
    /** Digests that run, and that the registry has. */
    static final String IMAGES = "images";

    /** Those that are ARNs; the others are hashes. */
    static final Set<String> READABLE = Set.of(TASK_DEFINITION, SERVICE_REVISIONS, SERVICE_DEPLOYMENT);

    private static final String MANAGED_FIELDS_TAG = "ecs-maven-plugin:managed-fields";

    private Fingerprint() {}

    static Map<String, String> of(DeploymentDescriptor descriptor, LiveState live, KeyedHash hash) {
        LiveService service = live.findService().orElse(null);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                DESCRIPTOR,
                hash.of(List.of(
                        descriptor.taskDefinition(),
                        descriptor.wantedService(),
                        descriptor.tags(),
                        descriptor.ignore(),
                        descriptor.rollout(),
                        descriptor.resources())));
        live.findTaskDefinition().ifPresent(revision -> parts.put(TASK_DEFINITION, revision.arn()));
        if (service != null) {
            parts.put(
                    SERVICE_REVISIONS,
                    String.join(
                            " ", service.serviceRevisionArns().stream().sorted().toList()));
            service.findCurrentDeployment().ifPresent(current -> parts.put(SERVICE_DEPLOYMENT, current.arn()));
            parts.put(DECLARED, hash.ofUnordered(declared(descriptor, live, service)));
            String record = service.tags().get(MANAGED_FIELDS_TAG);
            if (record != null) {
                parts.put(MANAGED_FIELDS, hash.of(record));
            }
        }
        if (!live.surroundings().images().isEmpty()
                || !live.surroundings().registry().isEmpty()) {
            parts.put(
                    IMAGES,
                    hash.ofUnordered(List.of(
                            live.surroundings().images(), live.surroundings().registry())));
        }
        parts.replaceAll((name, part) ->
                READABLE.contains(name) ? descriptor.lookUps().secrecy().masked(part) : part);
        return parts;
    }

    private static List<Object> declared(DeploymentDescriptor descriptor, LiveState live, LiveService service) {
        Value.Structure wanted = descriptor.wantedService().orElse(Value.Structure.empty());
        return List.of(
                at(wanted, service.definition()),
                tags(Requests.serviceTags(descriptor), service.tags()),
                live.findTaskDefinition()
                        .map(revision -> tags(Requests.taskDefinitionTags(descriptor), revision.tags()))
                        .orElse(Map.of()));
    }

    /** The live value of each member that is wanted; where it is a structure, of each member of it that is. */
    private static Value at(Value.Structure wanted, Value.Structure live) {
        Map<String, Value> values = new LinkedHashMap<>();
        wanted.members().forEach((name, value) -> {
            @Nullable Value there = live.members().get(name);
            if (there != null) {
                values.put(
                        name,
                        value instanceof Value.Structure inner && there instanceof Value.Structure found
                                ? at(inner, found)
                                : there);
            }
        });
        return new Value.Structure(values);
    }

    private static Map<String, String> tags(Map<String, String> wanted, Map<String, String> live) {
        Map<String, String> values = new LinkedHashMap<>(live);
        values.keySet().retainAll(wanted.keySet());
        return values;
    }
}
