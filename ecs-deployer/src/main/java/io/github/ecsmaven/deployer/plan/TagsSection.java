package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags of something that exists: missing ones are added, other values changed, those that nobody asked for stay. */
final class TagsSection {
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
        if (missing.isEmpty()) {
            return Section.empty();
        }
        ResourceChange change = new ResourceChange(
                DeploymentPlan.Kind.TAGS,
                DeploymentPlan.Operation.UPDATE,
                "tags of " + arn.substring(arn.lastIndexOf(':') + 1),
                new Difference.Group(KeyedPath.of(section, "tags"), leaves));
        return new Section(
                List.of(change), List.of(new Action.TagResource(arn, missing)), List.of(), Map.of(), List.of());
    }
}
