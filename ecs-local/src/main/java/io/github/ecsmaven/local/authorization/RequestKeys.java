package io.github.ecsmaven.local.authorization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys that a call has by its parameters. All that can be told is said; which of them an action really has is
 * for the authorization data to decide.
 */
final class RequestKeys {
    private final RequestMembers request;
    private final ResourceArns arns;
    private final Map<String, List<String>> keys = new LinkedHashMap<>();

    private RequestKeys(RequestMembers request, ResourceArns arns) {
        this.request = request;
        this.arns = arns;
    }

    static Map<String, List<String>> of(String service, RequestMembers request, ResourceArns arns) {
        RequestKeys keys = new RequestKeys(request, arns);
        keys.tags();
        switch (service) {
            case "ecs" -> keys.ecs();
            case "application-autoscaling" -> {
                keys.one("application-autoscaling:service-namespace", request.text("serviceNamespace"));
                keys.one("application-autoscaling:scalable-dimension", request.text("scalableDimension"));
            }
            case "iam" -> {
                keys.one("iam:PolicyARN", request.text("policyArn"));
                keys.one("iam:PermissionsBoundary", request.text("permissionsBoundary"));
            }
            default -> {
                // The other services have no keys of their own for what is played of them.
            }
        }
        return keys.keys;
    }

    private void tags() {
        Map<String, String> tags = request.tags();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        List<String> tagKeys = new ArrayList<>(tags.keySet());
        tagKeys.addAll(request.texts("tagKeys"));
        if (!tagKeys.isEmpty()) {
            keys.put("aws:TagKeys", tagKeys);
        }
    }

    private void ecs() {
        one("ecs:cluster", Optional.of(arns.cluster()));
        List<String> parts =
                new ArrayList<>(request.text("serviceDeploymentArn").stream().toList());
        parts.addAll(request.texts("serviceDeploymentArns"));
        parts.addAll(request.texts("serviceRevisionArns"));
        if (!parts.isEmpty()) {
            // Only the ARN tells the cluster: these calls have no such parameter.
            String service = ResourceArns.serviceOf(parts.get(0));
            one("ecs:service", Optional.of(service));
            one("ecs:cluster", Optional.of(service.replaceFirst(":service/([^/]*)/.*", ":cluster/$1")));
        }
        one("ecs:task-definition", request.text("taskDefinition").map(arns::taskDefinition));
        one("ecs:enable-execute-command", request.flag("enableExecuteCommand"));
        one("ecs:enable-ecs-managed-tags", request.flag("enableECSManagedTags"));
        one("ecs:propagate-tags", request.text("propagateTags"));
        one("ecs:account-setting", request.text("name"));
        one("ecs:task-cpu", request.text("cpu"));
        one("ecs:task-memory", request.text("memory"));
        many("ecs:compute-compatibility", request.texts("requiresCompatibilities"));
        many(
                "ecs:capacity-provider",
                request.shapes("capacityProviderStrategy").stream()
                        .flatMap(each -> each.text("capacityProvider").stream())
                        .toList());
        List<RequestMembers> containers = request.shapes("containerDefinitions");
        if (!containers.isEmpty()) {
            boolean privileged = containers.stream()
                    .anyMatch(each -> each.flag("privileged").orElse("false").equals("true"));
            one("ecs:privileged", Optional.of(String.valueOf(privileged)));
        }
        network();
        extras();
    }

    private void network() {
        Optional<RequestMembers> awsvpc =
                request.shape("networkConfiguration").flatMap(each -> each.shape("awsvpcConfiguration"));
        many("ecs:subnet", awsvpc.map(each -> each.texts("subnets")).orElse(List.of()));
        one(
                "ecs:auto-assign-public-ip",
                awsvpc.flatMap(each -> each.text("assignPublicIp"))
                        .map(value -> String.valueOf(value.equals("ENABLED"))));
    }

    private void extras() {
        Optional<RequestMembers> connect = request.shape("serviceConnectConfiguration");
        one("ecs:enable-service-connect", connect.flatMap(each -> each.flag("enabled")));
        one("ecs:namespace", connect.flatMap(each -> each.text("namespace")));
        if (!request.shapes("volumeConfigurations").isEmpty()) {
            one("ecs:enable-ebs-volumes", Optional.of("true"));
        }
        if (!request.shapes("vpcLatticeConfigurations").isEmpty()) {
            one("ecs:enable-vpc-lattice", Optional.of("true"));
        }
    }

    private void one(String key, Optional<String> value) {
        value.ifPresent(text -> keys.put(key, List.of(text)));
    }

    private void many(String key, List<String> values) {
        if (!values.isEmpty()) {
            keys.put(key, values);
        }
    }
}
