package io.github.ecsmaven.local.corpus;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task definition with what a service names: containers and their ports, named ports, volumes. */
final class NamedContainers {
    private static final Set<String> FARGATE_PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");

    private final Map<String, List<@Nullable Object>> ports = new LinkedHashMap<>();

    private NamedContainers() {}

    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> service) {
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        String named = Document.text(service, "taskDefinition");
        String familyAndRevision = named.substring(named.lastIndexOf('/') + 1);
        int colon = familyAndRevision.lastIndexOf(':');
        definition.put("family", colon < 0 ? familyAndRevision : familyAndRevision.substring(0, colon));
        boolean awsvpc = !Document.members(service.get("networkConfiguration")).isEmpty();
        definition.put("networkMode", awsvpc ? "awsvpc" : "bridge");
        if (isFargate(service)) {
            definition.put("requiresCompatibilities", List.of("FARGATE"));
            definition.put("cpu", "256");
            definition.put("memory", "512");
        }
        definition.put("containerDefinitions", new NamedContainers().containers(service));
        definition.put(
                "volumes",
                Document.elements(service.get("volumeConfigurations")).stream()
                        .map(volume -> Map.of(
                                "name", Document.text(Document.members(volume), "name"), "configuredAtLaunch", true))
                        .toList());
        return definition;
    }

    private List<@Nullable Object> containers(Map<String, @Nullable Object> service) {
        for (String member : List.of("loadBalancers", "serviceRegistries")) {
            for (Object element : Document.elements(service.get(member))) {
                Map<String, @Nullable Object> target = Document.members(element);
                if (target.get("containerPort") instanceof BigDecimal port) {
                    add(Document.text(target, "containerName"), Map.of("containerPort", port));
                }
            }
        }
        Map<String, @Nullable Object> connect = Document.members(service.get("serviceConnectConfiguration"));
        int port = 20000;
        for (Object element : Document.elements(connect.get("services"))) {
            String name = Document.text(Document.members(element), "portName");
            add("connected", Map.of("containerPort", BigDecimal.valueOf(port++), "name", name));
        }
        for (Object element : Document.elements(service.get("vpcLatticeConfigurations"))) {
            String name = Document.text(Document.members(element), "portName");
            add("connected", Map.of("containerPort", BigDecimal.valueOf(port++), "name", name));
        }
        if (ports.isEmpty()) {
            ports.put("only", List.of());
        }
        return new ArrayList<>(ports.entrySet().stream()
                .map(container -> Map.of(
                        "name", container.getKey(),
                        "image", "image",
                        "memory", BigDecimal.valueOf(16),
                        "portMappings", container.getValue()))
                .toList());
    }

    private void add(String container, Map<String, Object> port) {
        List<@Nullable Object> known = ports.computeIfAbsent(container, name -> new ArrayList<>());
        if (!known.contains(port)) {
            known.add(port);
        }
    }

    private static boolean isFargate(Map<String, @Nullable Object> service) {
        return "FARGATE".equals(service.get("launchType"))
                || Document.elements(service.get("capacityProviderStrategy")).stream()
                        .anyMatch(item ->
                                FARGATE_PROVIDERS.contains(Document.text(Document.members(item), "capacityProvider")));
    }
}
