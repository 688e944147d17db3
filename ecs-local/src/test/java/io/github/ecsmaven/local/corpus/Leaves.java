package io.github.ecsmaven.local.corpus;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A document as its leaves, by path: {@code containerDefinitions[app].cpu}. Absent, null, [] and {} are one (ecs-behaviour
 * R0), an empty text is a value (R0a). Elements of lists that ECS keeps as sets go by their key, others by their place.
 */
final class Leaves {
    /** The element is its own key. */
    private static final List<String> ITSELF = List.of();

    /** Path without keys, to what identifies an element (ecs-behaviour 1.3, 1.4, 1.5: Comparison rule). */
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            entry("containerDefinitions", List.of("name")),
            entry("containerDefinitions.portMappings", List.of("containerPort", "containerPortRange", "protocol")),
            entry("containerDefinitions.environment", List.of("name")),
            entry("containerDefinitions.secrets", List.of("name")),
            entry("containerDefinitions.mountPoints", List.of("containerPath")),
            entry("containerDefinitions.volumesFrom", List.of("sourceContainer")),
            entry("containerDefinitions.links", ITSELF),
            entry("containerDefinitions.systemControls", List.of("namespace")),
            entry("containerDefinitions.dependsOn", List.of("containerName")),
            entry("containerDefinitions.ulimits", List.of("name")),
            entry("containerDefinitions.extraHosts", List.of("hostname")),
            entry("containerDefinitions.linuxParameters.capabilities.add", ITSELF),
            entry("containerDefinitions.linuxParameters.capabilities.drop", ITSELF),
            entry("containerDefinitions.linuxParameters.devices", List.of("hostPath")),
            entry("containerDefinitions.linuxParameters.tmpfs", List.of("containerPath")),
            entry("containerDefinitions.logConfiguration.secretOptions", List.of("name")),
            entry("containerDefinitions.resourceRequirements", List.of("type", "value")),
            entry("requiresCompatibilities", ITSELF),
            entry("volumes", List.of("name")),
            entry("placementConstraints", List.of("type", "expression")),
            entry("inferenceAccelerators", List.of("deviceName")),
            entry("proxyConfiguration.properties", List.of("name")),
            entry("tags", List.of("key")),
            entry("loadBalancers", List.of("targetGroupArn", "loadBalancerName", "containerName", "containerPort")),
            entry("serviceRegistries", List.of("registryArn", "containerName", "containerPort", "port")),
            entry("capacityProviderStrategy", List.of("capacityProvider")),
            entry("networkConfiguration.awsvpcConfiguration.subnets", ITSELF),
            entry("networkConfiguration.awsvpcConfiguration.securityGroups", ITSELF),
            entry("deploymentConfiguration.alarms.alarmNames", ITSELF),
            entry("deploymentConfiguration.lifecycleHooks", List.of("hookTargetArn", "lifecycleStages")),
            entry("volumeConfigurations", List.of("name")),
            entry("vpcLatticeConfigurations", List.of("targetGroupArn", "portName")));

    private final Map<String, Object> values = new TreeMap<>();

    private Leaves() {}

    static Map<String, Object> of(Map<String, @Nullable Object> document) {
        Leaves leaves = new Leaves();
        leaves.add("", "", document);
        return leaves.values;
    }

    /** The path without keys and places. */
    static String plain(String path) {
        return path.replaceAll("\\[[^\\]]*\\]", "");
    }

    private void add(String path, String plain, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> add(below(path, name), below(plain, name), member));
        } else if (value instanceof List<?> list) {
            for (int place = 0; place < list.size(); place++) {
                add(free(path + "[" + key(plain, list.get(place), place) + "]"), plain, list.get(place));
            }
        } else if (value instanceof BigDecimal number) {
            values.put(path, number.stripTrailingZeros());
        } else if (value != null) {
            values.put(path, value);
        }
    }

    private static String below(String path, @Nullable Object name) {
        return path.isEmpty() ? String.valueOf(name) : path + "." + name;
    }

    private static String key(String plain, @Nullable Object element, int place) {
        List<String> members = KEYS.get(plain);
        if (members == null) {
            return String.valueOf(place);
        }
        if (members.isEmpty()) {
            return String.valueOf(element).replace(']', ')');
        }
        Map<String, @Nullable Object> object = Document.members(element);
        return members.stream()
                .map(object::get)
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining(" "))
                .replace('[', '(')
                .replace(']', ')')
                .trim();
    }

    /** A second element of one key gets a path of its own. */
    private String free(String path) {
        String candidate = path;
        while (isTaken(candidate)) {
            candidate = candidate.substring(0, candidate.length() - 1) + "'" + "]";
        }
        return candidate;
    }

    private boolean isTaken(String path) {
        return values.keySet().stream().anyMatch(taken -> taken.equals(path) || taken.startsWith(path + "."));
    }
}
