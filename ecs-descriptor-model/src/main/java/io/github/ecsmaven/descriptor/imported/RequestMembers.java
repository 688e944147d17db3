package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.facts.ServiceFacts;
import io.github.ecsmaven.facts.ShapeFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of what was described, the members that a request takes, by the request's names. Pure. */
final class RequestMembers {
    private static final Map<String, String> REQUESTS =
            Map.of("taskDefinition", "RegisterTaskDefinitionRequest", "service", "CreateServiceRequest");

    /** Members that have their place elsewhere in a descriptor, or that only the call has. */
    private static final Set<String> APART = Set.of("cluster", "taskDefinition", "clientToken", "role");

    /** Members that DescribeServices has on the deployment alone. */
    private static final List<String> OF_THE_DEPLOYMENT =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");

    /** Values of variables, tags and properties; and what was left to be filled in, which a reader must see. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("value", "name", "image", "executionRoleArn", "taskRoleArn");

    /** Tags that AWS keeps, or this plugin. */
    private static final List<String> NOT_OF_THE_USER = List.of("aws:", "ecs:", "ecs-maven-plugin:");

    private final ServiceFacts facts = ServiceFacts.load("ecs");

    /** Whether a member must be written wherever its structure is. */
    boolean isRequired(String rulePath) {
        int last = rulePath.lastIndexOf('.');
        return last > 0
                && shapeAt(rulePath.substring(0, last))
                        .filter(shape -> shape.required().contains(rulePath.substring(last + 1)))
                        .isPresent();
    }

    Value.Structure taskDefinition(Value.Structure described) {
        return clean(
                picked(described, EcsShapes.registerTaskDefinition().members().keySet()), "taskDefinition");
    }

    Value.Structure service(Value.Structure described) {
        Map<String, Value> members = new LinkedHashMap<>(
                picked(described, EcsShapes.createService().members().keySet()).members());
        Map<String, Value> primary = primaryDeployment(described);
        OF_THE_DEPLOYMENT.forEach(name -> {
            Value value = primary.get(name);
            if (value != null) {
                members.putIfAbsent(name, value);
            }
        });
        Value role =
                described.members().getOrDefault("role", described.members().get("roleArn"));
        // ECS names the service-linked role where none was given, and does not take it back.
        if (role instanceof Value.Text arn && !arn.text().contains("/aws-service-role/")) {
            members.put("role", role);
        }
        APART.stream().filter(name -> !name.equals("role")).forEach(members::remove);
        if (new Value.Text("DAEMON").equals(members.get("schedulingStrategy"))) {
            members.remove("desiredCount");
        }
        return clean(new Value.Structure(members), "service");
    }

    /**
     * Without what AWS or the plugin owns among tags, and without the empty text that many tools leave where there is nothing: ECS has an
     * empty one only as the value of something that has a name, in maps and in lists. Source: ecs-behaviour 1.1, R0a.
     */
    private Value.Structure clean(Value.Structure section, String path) {
        Value cleaned = withoutBlanks(section, path);
        Map<String, Value> members =
                new LinkedHashMap<>(cleaned instanceof Value.Structure structure ? structure.members() : Map.of());
        if (members.get("tags") instanceof Value.Sequence tags) {
            List<Value> own = tags.elements().stream()
                    .filter(tag -> NOT_OF_THE_USER.stream()
                            .noneMatch(prefix -> keyOf(tag).startsWith(prefix)))
                    .toList();
            members.remove("tags");
            if (!own.isEmpty()) {
                members.put("tags", new Value.Sequence(own));
            }
        }
        return new Value.Structure(members);
    }

    private @Nullable Value withoutBlanks(Value value, String path) {
        if (value instanceof Value.Structure structure) {
            Map<String, Value> members = new LinkedHashMap<>();
            structure.members().forEach((name, member) -> {
                String memberPath = path + "." + name;
                boolean nothing = isEmptyText(member) && !MAY_BE_EMPTY.contains(name) && !isRequired(memberPath);
                Value kept = nothing ? null : withoutBlanks(member, memberPath);
                if (kept != null) {
                    members.put(name, kept);
                }
            });
            return new Value.Structure(members);
        }
        if (value instanceof Value.Sequence sequence) {
            List<Value> elements = new ArrayList<>();
            for (Value element : sequence.elements()) {
                Value kept = withoutBlanks(element, path + "[]");
                if (kept != null) {
                    elements.add(kept);
                }
            }
            return new Value.Sequence(elements);
        }
        boolean blank = value instanceof Value.Text text && text.text().isBlank();
        boolean word = blank
                && shapeAt(path).filter(shape -> !shape.enumValues().isEmpty()).isPresent();
        return word ? null : value;
    }

    private static boolean isEmptyText(Value value) {
        return value instanceof Value.Text text && text.text().isEmpty();
    }

    private Optional<ShapeFacts> shapeAt(String rulePath) {
        String[] names = rulePath.split("\\.", -1);
        Optional<ShapeFacts> shape = facts.shape(REQUESTS.getOrDefault(names[0], ""));
        for (int index = 1; index < names.length && shape.isPresent(); index++) {
            String name = names[index];
            int depth = 0;
            while (name.endsWith("[]")) {
                name = name.substring(0, name.length() - 2);
                depth++;
            }
            String member = shape.get().members().get(name);
            shape = member == null ? Optional.empty() : facts.shape(member);
            for (; depth > 0 && shape.isPresent(); depth--) {
                String element = shape.get().element();
                shape = element == null ? Optional.empty() : facts.shape(element);
            }
        }
        return shape;
    }

    private static Value.Structure picked(Value.Structure described, Set<String> names) {
        Map<String, Value> members = new LinkedHashMap<>(described.members());
        members.keySet().retainAll(names);
        return new Value.Structure(members);
    }

    private static Map<String, Value> primaryDeployment(Value.Structure service) {
        if (service.members().get("deployments") instanceof Value.Sequence deployments) {
            for (Value each : deployments.elements()) {
                if (each instanceof Value.Structure deployment
                        && new Value.Text("PRIMARY").equals(deployment.members().get("status"))) {
                    return deployment.members();
                }
            }
        }
        return Map.of();
    }

    private static String keyOf(Value tag) {
        return tag instanceof Value.Structure structure && structure.members().get("key") instanceof Value.Text key
                ? key.text()
                : "";
    }
}
