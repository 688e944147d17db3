package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.Kind;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Operation;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tags of services whose APIs have them as a map. Those that are declared with the thing itself are compared; the
 * descriptor's common ones are given to what is created and then left alone, for other descriptors may share it.
 */
final class PlainTags {
    private PlainTags() {}

    /** The tags that a section declares for itself. */
    static Map<String, String> of(Value.Structure section) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (section.members().get("tags") instanceof Value.Mapping mapping) {
            mapping.entries().forEach((key, value) -> {
                if (value instanceof Value.Text text) {
                    tags.put(key, text.text());
                }
            });
        }
        return tags;
    }

    /**
     * What is missing or differs. Tags that nobody asked for stay.
     *
     * @param owner path of the section that has them
     * @param write adds tags, or changes their values
     */
    static Section section(
            KeyedPath owner,
            String title,
            Map<String, String> wanted,
            Map<String, String> found,
            Function<Map<String, String>, Action> write) {
        Map<String, String> missing = new LinkedHashMap<>();
        List<Difference> leaves = new ArrayList<>();
        KeyedPath tags = owner.member("tags");
        wanted.forEach((key, value) -> {
            String before = found.get(key);
            if (!value.equals(before)) {
                missing.put(key, value);
                leaves.add(
                        before == null
                                ? new Difference.Added(tags.key(key), new Value.Text(value), Effect.IN_PLACE)
                                : new Difference.Changed(
                                        tags.key(key), new Value.Text(before), new Value.Text(value), Effect.IN_PLACE));
            }
        });
        if (missing.isEmpty()) {
            return Section.empty();
        }
        ResourceChange change =
                new ResourceChange(Kind.TAGS, Operation.UPDATE, title, new Difference.Group(tags, leaves));
        return new Section(List.of(change), List.of(write.apply(missing)), List.of(), Map.of(), List.of());
    }
}
