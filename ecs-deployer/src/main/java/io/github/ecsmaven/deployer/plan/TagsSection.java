package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags of something that exists: missing ones are added, other values changed, those that nobody asked for stay. */
final class TagsSection {
    private static final List<String> RESERVED = List.of("aws:", "ecs:", "ecs-maven-plugin:");

    private TagsSection() {}

    /** @param section the descriptor's, {@code taskDefinition} or {@code service} */
    static Section of(String arn, Map<String, String> wanted, Map<String, String> found, String section) {
        Map<String, String> missing = new LinkedHashMap<>();
        List<Difference> leaves = new ArrayList<>();
        wanted.forEach((key, value) -> {
            String before = found.get(key);
            if (!value.equals(before)) {
                missing.put(key, value);
                KeyedPath path = KeyedPath.of(section, "tags").key(key);
                leaves.add(
                        before == null
                                ? new Difference.Added(path, new Value.Text(value), Effect.IN_PLACE)
                                : new Difference.Changed(
                                        path, new Value.Text(before), new Value.Text(value), Effect.IN_PLACE));
            }
        });
        Section kept = new Section(List.of(), List.of(), List.of(), others(wanted, found, section), List.of());
        if (missing.isEmpty()) {
            return kept;
        }
        ResourceChange change = new ResourceChange(
                DeploymentPlan.Kind.TAGS,
                DeploymentPlan.Operation.UPDATE,
                "tags of " + arn.substring(arn.lastIndexOf(':') + 1),
                new Difference.Group(KeyedPath.of(section, "tags"), leaves));
        return kept.and(new Section(
                List.of(change), List.of(new Action.TagResource(arn, missing)), List.of(), Map.of(), List.of()));
    }

    /** Tags that nobody asked for, without those that AWS and this plugin keep for themselves. */
    private static Map<KeyedPath, Value> others(Map<String, String> wanted, Map<String, String> found, String section) {
        Map<KeyedPath, Value> others = new LinkedHashMap<>();
        new TreeMap<>(found).forEach((key, value) -> {
            if (!wanted.containsKey(key) && RESERVED.stream().noneMatch(key::startsWith)) {
                others.put(KeyedPath.of(section, "tags").key(key), new Value.Text(value));
            }
        });
        return others;
    }
}
