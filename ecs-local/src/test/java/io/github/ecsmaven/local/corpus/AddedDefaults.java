package io.github.ecsmaven.local.corpus;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members that the server is recorded to add where a client leaves them out. A row is taken out of a request only
 * where the recorded value equals it. An inner row comes before the row of the object around it.
 */
final class AddedDefaults {
    private static final String MODE = "networkMode";
    private static final Set<String> SHARED_PORTS = Set.of("awsvpc", "host");

    /** Rows of task definitions; "1.3", "1.4" and so on are sections of ecs-behaviour. */
    private static final List<Row> OF_TASK_DEFINITIONS = List.of(
            row("networkMode", "'bridge'", "1.3 networkMode: default bridge on Linux; S 49/49 have it")
                    .where((document, parent) -> !Document.text(
                                    Document.members(document.get("runtimePlatform")), "operatingSystemFamily")
                            .startsWith("WINDOWS")),
            row("runtimePlatform.operatingSystemFamily", "'LINUX'", "1.3 runtimePlatform: the missing half is filled")
                    .where((document, parent) -> parent.get("cpuArchitecture") != null),
            row("proxyConfiguration.type", "'APPMESH'", "1.3 proxyConfiguration.type: C TF-TD"),
            row("volumes.host", "{}", "1.3 volumes[].host: L CRD [mounts], S 4/5"),
            row("volumes.dockerVolumeConfiguration.scope", "'task'", "1.3 dockerVolumeConfiguration: C HAKO, TF"),
            row("volumes.dockerVolumeConfiguration.driver", "'local'", "1.3 dockerVolumeConfiguration: C HAKO, TF"),
            row("volumes.efsVolumeConfiguration.rootDirectory", "'/'", "1.3 rootDirectory: L RAW26, C TF, HAKO"),
            row("volumes.s3filesVolumeConfiguration.rootDirectory", "'/'", "1.3 s3files rootDirectory: D"),
            row("containerDefinitions.cpu", "0", "1.4 cpu: L CRD; S 48/50"),
            row("containerDefinitions.essential", "true", "1.4 essential: L; S 50/50"),
            row("containerDefinitions.portMappings.protocol", "'tcp'", "1.4 protocol: L; S 55/55"),
            row("containerDefinitions.portMappings.hostPort", "0", "1.4 hostPort: bridge 0; C TF-CD")
                    .where((document, parent) -> !SHARED_PORTS.contains(Document.text(document, MODE))),
            sibling("containerDefinitions.portMappings.hostPort", "containerPort", "1.4 hostPort: S 49/49 awsvpc")
                    .where((document, parent) -> SHARED_PORTS.contains(Document.text(document, MODE))),
            row("containerDefinitions.healthCheck.interval", "30", "1.4 healthCheck: L; S 11/11"),
            row("containerDefinitions.healthCheck.timeout", "5", "1.4 healthCheck: L; S 11/11"),
            row("containerDefinitions.healthCheck.retries", "3", "1.4 healthCheck: L; S 11/11"),
            row("containerDefinitions.environment", "[]", "R0, 8.2: present in every container"),
            row("containerDefinitions.mountPoints", "[]", "R0, 8.2: present in every container"),
            row("containerDefinitions.volumesFrom", "[]", "R0, 8.2: present in every container"),
            row("containerDefinitions.portMappings", "[]", "R0, 8.2: present in every container"),
            row("containerDefinitions.systemControls", "[]", "1.4 systemControls: L CRD; S 2025 30/30"),
            row("volumes", "[]", "R0: L RAW25, RAW26"),
            row("placementConstraints", "[]", "R0: L RAW25, RAW26"));

    private static final List<Row> OF_SERVICES = List.of(
            row("launchType", "'EC2'", "1.5 launchType: without a cluster default; D API")
                    .where((document, parent) -> Document.elements(document.get("capacityProviderStrategy"))
                            .isEmpty()),
            row("schedulingStrategy", "'REPLICA'", "1.5 schedulingStrategy: L CRD; S 22/22"),
            row("deploymentController", "{'type':'ECS'}", "1.5 deploymentController.type: L CRD; S 5"),
            row("propagateTags", "'NONE'", "1.5 propagateTags: S 18/22"),
            row("enableECSManagedTags", "false", "1.5 enableECSManagedTags: L CRD"),
            row("enableExecuteCommand", "false", "1.5 enableExecuteCommand: L CRD"),
            row("healthCheckGracePeriodSeconds", "0", "1.5 healthCheckGracePeriodSeconds: L CRD; S 8/8"),
            row("availabilityZoneRebalancing", "'ENABLED'", "1.5 availabilityZoneRebalancing: L CRD; D")
                    .where((document, parent) -> !"DAEMON".equals(document.get("schedulingStrategy"))),
            row("availabilityZoneRebalancing", "'DISABLED'", "1.5 availabilityZoneRebalancing: DAEMON, L CRD")
                    .where((document, parent) -> "DAEMON".equals(document.get("schedulingStrategy"))),
            row("platformVersion", "'LATEST'", "1.5 platformVersion: L CRD; S 19"),
            row("networkConfiguration.awsvpcConfiguration.assignPublicIp", "'DISABLED'", "1.5 assignPublicIp: L CRD"),
            row("capacityProviderStrategy.weight", "0", "1.5 capacityProviderStrategy: D; C HAKO, TF"),
            row("capacityProviderStrategy.base", "0", "1.5 capacityProviderStrategy: D; C HAKO, TF"),
            percent("maximumPercent", "200", "REPLICA"),
            percent("minimumHealthyPercent", "100", "REPLICA"),
            percent("maximumPercent", "100", "DAEMON"),
            percent("minimumHealthyPercent", "0", "DAEMON"),
            row("deploymentConfiguration.strategy", "'ROLLING'", "1.5 deploymentConfiguration: L CRD"),
            row("deploymentConfiguration.bakeTimeInMinutes", "0", "1.5 deploymentConfiguration: L CRD")
                    .where((document, parent) ->
                            parent.get("strategy") == null || "ROLLING".equals(parent.get("strategy"))),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask",
                    "true",
                    "1.5 deploymentCircuitBreaker: L CRD #653"),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration",
                    "{'type':'BOUNDED_PERCENT','value':50}",
                    "1.5 deploymentCircuitBreaker: L CRD #653"),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker",
                    "{'enable':false,'rollback':false}",
                    "1.5 deploymentConfiguration: L CRD; S 10"),
            row("deploymentConfiguration.linearConfiguration.stepPercent", "10", "1.5 linearConfiguration: L CDKD"),
            row(
                    "deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes",
                    "6",
                    "1.5 linearConfiguration: L CDKD"),
            row("deploymentConfiguration.canaryConfiguration.canaryPercent", "5", "1.5 canaryConfiguration: L CDKD"),
            row(
                    "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes",
                    "10",
                    "1.5 canaryConfiguration: L CDKD"),
            row("deploymentConfiguration.lifecycleHooks.targetType", "'AWS_LAMBDA'", "1.5 lifecycleHooks: D; L CDKD"),
            row("volumeConfigurations.managedEBSVolume.filesystemType", "'xfs'", "1.5 volumeConfigurations: L CRD"),
            sibling(
                    "serviceConnectConfiguration.services.discoveryName",
                    "portName",
                    "1.5 discoveryName: L CRD overrides; D"));

    private AddedDefaults() {}

    /**
     * One default.
     *
     * @param path of the member, without keys
     * @param value the default
     * @param sibling instead of a value, the member beside it that has the same value
     * @param condition on the whole document and the object that holds the member
     * @param source where it is recorded
     */
    private record Row(
            String path,
            @Nullable Object value,
            @Nullable String sibling,
            BiPredicate<Map<String, @Nullable Object>, Map<String, @Nullable Object>> condition,
            String source) {
        Row where(BiPredicate<Map<String, @Nullable Object>, Map<String, @Nullable Object>> where) {
            return new Row(path, value, sibling, where, source);
        }

        boolean applies(Map<String, @Nullable Object> document, Map<String, @Nullable Object> parent) {
            Object wanted = sibling == null ? value : parent.get(sibling);
            return wanted != null
                    && wanted.equals(parent.get(path.substring(path.lastIndexOf('.') + 1)))
                    && condition.test(document, parent);
        }
    }

    private static Row row(String path, String json, String source) {
        Object value =
                Document.parse("{\"it\":" + json.replace('\'', '"') + "}").get("it");
        return new Row(path, value, null, (document, parent) -> true, source);
    }

    private static Row sibling(String path, String sibling, String source) {
        return new Row(path, null, sibling, (document, parent) -> true, source);
    }

    private static Row percent(String member, String value, String scheduling) {
        return row(
                        "deploymentConfiguration." + member,
                        value,
                        "1.5 deploymentConfiguration (" + scheduling + "): L CRD; S 19")
                .where((document, parent) ->
                        scheduling.equals("DAEMON") == "DAEMON".equals(document.get("schedulingStrategy")));
    }

    /** The source of each row. */
    static Stream<String> sources() {
        return Stream.of(OF_TASK_DEFINITIONS, OF_SERVICES).flatMap(List::stream).map(Row::source);
    }

    /** The request without every member that the server would add just so. */
    static Map<String, @Nullable Object> without(Recording.Kind kind, Map<String, @Nullable Object> request) {
        Map<String, @Nullable Object> bare = Document.copy(request);
        for (Row row : kind == Recording.Kind.SERVICE ? OF_SERVICES : OF_TASK_DEFINITIONS) {
            List<String> path = List.of(row.path().split("\\."));
            parents(bare, path.subList(0, path.size() - 1))
                    .filter(parent -> row.applies(request, parent))
                    .toList()
                    .forEach(parent -> parent.remove(path.get(path.size() - 1)));
        }
        return bare;
    }

    private static Stream<Map<String, @Nullable Object>> parents(@Nullable Object from, List<String> path) {
        if (from instanceof List<?> list) {
            return list.stream().flatMap(element -> parents(element, path));
        }
        if (!(from instanceof Map<?, ?>)) {
            return Stream.empty();
        }
        Map<String, @Nullable Object> object = Document.members(from);
        return path.isEmpty() ? Stream.of(object) : parents(object.get(path.get(0)), path.subList(1, path.size()));
    }
}
