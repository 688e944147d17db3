package io.github.ecsmaven.local.authorization;

import io.github.ecsmaven.facts.IamFacts;
import io.github.ecsmaven.facts.IamFacts.ActionFacts;
import io.github.ecsmaven.facts.IamFacts.ResourceType;
import io.github.ecsmaven.facts.IamFacts.ResourceUse;
import io.github.ecsmaven.local.resource.AccountResources;
import io.github.ecsmaven.local.resource.TaggedResources;
import io.github.ecsmaven.local.wire.CallContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which permissions a call needs: the action on each resource that it names, the tagging of what it creates, the passing of
 * roles. Source: the Service Authorization Reference, by {@link IamFacts}.
 */
final class CallNeeds {
    private static final String TASKS = "ecs-tasks.amazonaws.com";
    private static final String ECS = "ecs.amazonaws.com";
    private static final Set<String> TAGGING = Set.of("TagResource", "UntagResource", "ListTagsForResource");

    /** What the tagging of something new needs, by service; IAM has an action for each kind. */
    private static final Map<String, String> TAG_ACTIONS = Map.of(
            "ecs", "ecs:TagResource",
            "logs", "logs:TagResource",
            "ecr", "ecr:TagResource",
            "application-autoscaling", "application-autoscaling:TagResource");

    private static final Map<String, String> IAM_TAG_ACTIONS = Map.of(
            "CreateRole", "iam:TagRole",
            "CreatePolicy", "iam:TagPolicy",
            "CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider");

    private final IamFacts facts;
    private final AccountResources known;

    /** @param known what the services know of what calls name */
    CallNeeds(IamFacts facts, AccountResources known) {
        this.facts = facts;
        this.known = known;
    }

    List<NeededPermission> of(String service, String operation, RequestMembers request, CallContext call) {
        ResourceArns arns = new ResourceArns(request, call, known);
        Map<String, List<String>> keys = RequestKeys.of(service, request, arns);
        String action = service + ":" + operation;
        List<String> resources = resources(service, operation, arns);
        List<NeededPermission> needed = new ArrayList<>();
        resources.forEach(resource -> needed.add(permission(action, resource, keys, service)));
        if (!TAGGING.contains(operation) && !request.tags().isEmpty()) {
            needed.addAll(tagging(service, operation, resources, arns, keys));
        }
        if (service.equals("ecs")) {
            needed.addAll(passing(operation, request, arns, call));
        }
        return needed;
    }

    private List<String> resources(String service, String operation, ResourceArns arns) {
        Optional<ActionFacts> action = facts.action(service + ":" + operation);
        List<String> resources = new ArrayList<>();
        if (action.isEmpty()) {
            resources.addAll(arns.ofService(service));
        } else if (TAGGING.contains(operation)) {
            arns.tagged().ifPresent(resources::add);
        } else {
            for (ResourceUse use : action.get().resources()) {
                resources.addAll(arns.of(use.resourceType()));
            }
        }
        return resources.isEmpty()
                ? List.of("*")
                : resources.stream().distinct().toList();
    }

    private NeededPermission permission(
            String action, String resource, Map<String, List<String>> keys, String service) {
        Map<String, List<String>> all = new LinkedHashMap<>(keys);
        TaggedResources tags = known.tagged().get(service);
        if (tags != null) {
            tags.tagsOf(resource).forEach((key, value) -> {
                all.put("aws:ResourceTag/" + key, List.of(value));
                all.put(service + ":ResourceTag/" + key, List.of(value));
            });
        }
        facts.action(action).ifPresent(of -> all.keySet().retainAll(having(of, all.keySet())));
        return new NeededPermission(action, resource, all);
    }

    /** Those of the keys that the action has, by itself or by the types of its resources. */
    private List<String> having(ActionFacts action, Set<String> keys) {
        List<String> existing = Stream.of(
                        action.conditionKeys().stream(),
                        action.resources().stream().flatMap(use -> use.conditionKeys().stream()),
                        action.resources().stream()
                                .flatMap(use -> facts.resourceType(use.resourceType()).stream())
                                .map(ResourceType::conditionKeys)
                                .flatMap(List::stream))
                .flatMap(each -> each)
                .map(key -> key.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return keys.stream()
                .filter(key -> existing.stream().anyMatch(pattern -> fits(key.toLowerCase(Locale.ROOT), pattern)))
                .toList();
    }

    private static boolean fits(String key, String pattern) {
        int placeholder = pattern.indexOf("${");
        return placeholder < 0 ? key.equals(pattern) : key.startsWith(pattern.substring(0, placeholder));
    }

    private List<NeededPermission> tagging(
            String service,
            String operation,
            List<String> resources,
            ResourceArns arns,
            Map<String, List<String>> keys) {
        String action = service.equals("iam") ? IAM_TAG_ACTIONS.get(operation) : TAG_ACTIONS.get(service);
        if (action == null) {
            return List.of();
        }
        Map<String, List<String>> all = new LinkedHashMap<>(keys);
        all.put("ecs:CreateAction", List.of(operation));
        List<String> created = operation.equals("RunTask") ? List.of(arns.newTask()) : resources;
        return created.stream()
                .map(resource -> permission(action, resource, all, service))
                .toList();
    }

    /** A task definition's roles are passed to its tasks; those of a service, of a load balancer or volume, to ECS itself. */
    private List<NeededPermission> passing(
            String operation, RequestMembers request, ResourceArns arns, CallContext call) {
        List<NeededPermission> passed = new ArrayList<>();
        if (operation.equals("RegisterTaskDefinition") || operation.equals("RunTask")) {
            Map<String, String> roles = new LinkedHashMap<>();
            if (operation.equals("RunTask")) {
                request.text("taskDefinition")
                        .flatMap(reference -> known.tasks().revision(reference, call))
                        .ifPresent(revision -> roles.putAll(revision.roles()));
            }
            RequestMembers named = request.shape("overrides").orElse(request);
            for (String member : List.of("taskRoleArn", "executionRoleArn")) {
                named.text(member).ifPresent(role -> roles.put(member, role));
                Optional.ofNullable(roles.get(member)).ifPresent(role -> passed.add(pass(arns.role(role), TASKS)));
            }
        }
        if (Set.of("CreateService", "UpdateService", "RunTask").contains(operation)) {
            Stream.concat(request.text("role").stream(), request.everywhere("roleArn").stream())
                    .forEach(role -> passed.add(pass(arns.role(role), ECS)));
        }
        return passed.stream().distinct().toList();
    }

    private static NeededPermission pass(String role, String service) {
        return new NeededPermission("iam:PassRole", role, Map.of("iam:PassedToService", List.of(service)));
    }
}
