package io.github.ecsmaven.facts;

import io.github.ecsmaven.facts.FactsTable.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of AWS's authorization data: which actions there are, which resources they act on, which condition keys a policy
 * can test. Names are compared without case, as IAM does.
 */
public final class IamFacts {

    private final Map<String, ActionFacts> actions;
    private final Map<String, ResourceType> resourceTypes;
    private final Map<String, ConditionKey> conditionKeys;

    private IamFacts(
            Map<String, ActionFacts> actions,
            Map<String, ResourceType> resourceTypes,
            Map<String, ConditionKey> conditionKeys) {
        this.actions = Collections.unmodifiableMap(actions);
        this.resourceTypes = Collections.unmodifiableMap(resourceTypes);
        this.conditionKeys = Collections.unmodifiableMap(conditionKeys);
    }

    /** Reads the table. Each call reads it anew: keep the result. */
    public static IamFacts load() {
        return of(FactsTable.read("iam"));
    }

    static IamFacts of(List<Row> rows) {
        Map<String, ActionFacts> actions = new LinkedHashMap<>();
        Map<String, ResourceType> resourceTypes = new LinkedHashMap<>();
        Map<String, ConditionKey> conditionKeys = new LinkedHashMap<>();
        for (int next = 0; next < rows.size(); ) {
            Row row = rows.get(next++);
            String name = row.text(1);
            switch (row.text(0)) {
                case "action" -> {
                    List<ResourceUse> uses = new ArrayList<>();
                    while (next < rows.size() && rows.get(next).isDetail()) {
                        uses.add(resourceUse(rows.get(next++)));
                    }
                    ActionFacts action = new ActionFacts(name, row.text(2), row.list(4), row.list(3), uses);
                    actions.put(folded(name), action);
                }
                case "resource" -> resourceTypes.put(folded(name), new ResourceType(name, row.text(2), row.list(3)));
                case "key" -> conditionKeys.put(folded(name), new ConditionKey(name, row.text(2)));
                default -> throw new IllegalStateException("unknown kind of row in the table of IAM facts: " + row);
            }
        }
        return new IamFacts(actions, resourceTypes, conditionKeys);
    }

    private static ResourceUse resourceUse(Row row) {
        return new ResourceUse(row.text(1), row.text(2).equals("required"), row.list(3), row.list(4));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** An action by its full name, for example {@code ecs:RegisterTaskDefinition}. */
    public Optional<ActionFacts> action(String name) {
        return Optional.ofNullable(actions.get(folded(name)));
    }

    /** All actions, in the table's order. */
    public List<ActionFacts> actions() {
        return List.copyOf(actions.values());
    }

    /** A resource type by service and name, for example {@code ecs:service}. */
    public Optional<ResourceType> resourceType(String name) {
        return Optional.ofNullable(resourceTypes.get(folded(name)));
    }

    /** A condition key by its name as the data writes it, for example {@code ecs:cluster} or {@code aws:RequestTag/${TagKey}}. */
    public Optional<ConditionKey> conditionKey(String name) {
        return Optional.ofNullable(conditionKeys.get(folded(name)));
    }

    /** The names of all condition keys in the table, as the data writes them. */
    public Set<String> conditionKeys() {
        return Set.copyOf(
                conditionKeys.values().stream().map(ConditionKey::name).toList());
    }

    /**
     * An action.
     *
     * @param name service and action, for example {@code ecs:UpdateService}
     * @param accessLevel as AWS publishes it: List, Read, Write, Tagging, Permissions management, or several with commas
     * @param conditionKeys the keys that the action has for every resource
     * @param dependentActions other actions that a caller needs with it
     * @param resources what the action can be limited to; when empty, only the resource {@code *} works
     */
    public record ActionFacts(
            String name,
            String accessLevel,
            List<String> conditionKeys,
            List<String> dependentActions,
            List<ResourceUse> resources) {

        /** Copies the lists. */
        public ActionFacts {
            conditionKeys = List.copyOf(conditionKeys);
            dependentActions = List.copyOf(dependentActions);
            resources = List.copyOf(resources);
        }
    }

    /**
     * A resource type that an action acts on.
     *
     * @param resourceType service and type, a name for {@link IamFacts#resourceType}
     * @param required whether each call names such a resource
     * @param conditionKeys the keys that the action has for this type, besides its own
     * @param dependentActions other actions that are needed for this type
     */
    public record ResourceUse(
            String resourceType, boolean required, List<String> conditionKeys, List<String> dependentActions) {

        /** Copies the lists. */
        public ResourceUse {
            conditionKeys = List.copyOf(conditionKeys);
            dependentActions = List.copyOf(dependentActions);
        }
    }

    /**
     * A kind of resource.
     *
     * @param name service and type, for example {@code ecs:service}
     * @param arn the ARN's pattern, with placeholders such as {@code ${Partition}}
     * @param conditionKeys the keys that exist for the type
     */
    public record ResourceType(String name, String arn, List<String> conditionKeys) {

        /** Copies the list. */
        public ResourceType {
            conditionKeys = List.copyOf(conditionKeys);
        }
    }

    /**
     * A condition key.
     *
     * @param name as AWS writes it, perhaps with a placeholder such as {@code ${TagKey}}
     * @param type String, ARN, Bool, Numeric, Date, IPAddress, or {@code ArrayOf…} when a request can have several values
     */
    public record ConditionKey(String name, String type) {

        /** Whether a request can have several values for the key, so that a policy needs a set operator. */
        public boolean isMultivalued() {
            return type.startsWith("ArrayOf");
        }
    }
}
