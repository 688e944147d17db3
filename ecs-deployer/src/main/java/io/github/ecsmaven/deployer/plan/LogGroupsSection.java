package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveSurroundings.LiveLogGroup;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Kind;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Operation;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The log groups of a plan: created where they are missing, changed where the descriptor speaks, never deleted. Several
 * environments may share one.
 */
final class LogGroupsSection {
    private static final String RETENTION = "retentionInDays";
    private static final String KEY = "kmsKeyId";
    private static final String CLASS = "logGroupClass";
    private static final Value STANDARD = new Value.Text("STANDARD");

    private final DeploymentDescriptor descriptor;
    private final Ignored ignored;

    LogGroupsSection(DeploymentDescriptor descriptor) {
        this.descriptor = descriptor;
        this.ignored = new Ignored(descriptor.ignore());
    }

    /** @param found those that exist, by name */
    Section of(List<Value.Structure> wanted, Map<String, LiveLogGroup> found) {
        Section section = Section.empty();
        for (Value.Structure group : wanted) {
            KeyedPath path = KeyedPath.of("logGroups").key(Texts.of(group, "name"));
            LiveLogGroup live = found.get(Texts.of(group, "name"));
            if (!ignored.coversAbove(path)) {
                section = section.and(live == null ? created(group, path) : new Existing(group, live, path).section());
            }
        }
        return section;
    }

    private Section created(Value.Structure wanted, KeyedPath path) {
        String name = Texts.of(wanted, "name");
        Value.Structure declared = Requests.withoutCleared(wanted);
        List<Difference> added = new ArrayList<>();
        for (String member : List.of(RETENTION, KEY, CLASS)) {
            Value value = declared.members().get(member);
            if (value != null) {
                added.add(new Difference.Added(path.member(member), value, Effect.CREATES));
            }
        }
        Map<String, String> tags = new LinkedHashMap<>(descriptor.tags());
        tags.putAll(PlainTags.of(declared));
        List<Action> actions = new ArrayList<>();
        actions.add(new LogGroupAction.CreateLogGroup(
                name, text(declared, KEY).orElse(null), text(declared, CLASS).orElse(null), tags));
        if (declared.members().get(RETENTION) instanceof Value.Numeral days) {
            actions.add(
                    new LogGroupAction.PutRetentionPolicy(name, days.number().intValueExact()));
        }
        ResourceChange change = new ResourceChange(
                Kind.LOG_GROUP, Operation.CREATE, "log group " + name, new Difference.Group(path, added));
        return new Section(List.of(change), actions, List.of(), Map.of(), List.of());
    }

    /** One that is there. */
    private final class Existing {
        private final Value.Structure wanted;
        private final LiveLogGroup live;
        private final KeyedPath path;
        private final List<Difference> differences = new ArrayList<>();
        private final List<Action> actions = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final Map<KeyedPath, Value> unmanaged = new LinkedHashMap<>();

        Existing(Value.Structure wanted, LiveLogGroup live, KeyedPath path) {
            this.wanted = wanted;
            this.live = live;
            this.path = path;
        }

        Section section() {
            String name = Texts.of(wanted, "name");
            compare(
                    RETENTION,
                    value -> new LogGroupAction.PutRetentionPolicy(
                            name, ((Value.Numeral) value).number().intValueExact()),
                    new LogGroupAction.DeleteRetentionPolicy(name));
            compare(
                    KEY,
                    value -> new LogGroupAction.AssociateKmsKey(name, ((Value.Text) value).text()),
                    new LogGroupAction.DisassociateKmsKey(name));
            compareClass();
            List<ResourceChange> changes = differences.isEmpty()
                    ? List.of()
                    : List.of(new ResourceChange(
                            Kind.LOG_GROUP,
                            Operation.UPDATE,
                            "log group " + name,
                            new Difference.Group(path, differences)));
            return new Section(changes, actions, refusals, unmanaged, List.of()).and(tags(name));
        }

        private void compare(String member, Function<Value, Action> put, Action remove) {
            KeyedPath at = path.member(member);
            Value declared = wanted.members().get(member);
            Value before = live.definition().members().get(member);
            if (declared == null) {
                keep(at, before);
            } else if (ignored.covers(at)) {
                return;
            } else if (!(declared instanceof Value.Cleared)) {
                if (!declared.equals(before)) {
                    differences.add(
                            before == null
                                    ? new Difference.Added(at, declared, Effect.IN_PLACE)
                                    : new Difference.Changed(at, before, declared, Effect.IN_PLACE));
                    actions.add(put.apply(declared));
                }
            } else if (before != null) {
                differences.add(new Difference.Removed(at, before, Effect.IN_PLACE));
                actions.add(remove);
            }
        }

        private void compareClass() {
            KeyedPath at = path.member(CLASS);
            Value before = live.definition().members().getOrDefault(CLASS, STANDARD);
            Value declared = wanted.members().get(CLASS);
            if (!(declared instanceof Value.Text)) {
                keep(at, before.equals(STANDARD) ? null : before);
            } else if (!declared.equals(before) && !ignored.covers(at)) {
                differences.add(new Difference.Changed(at, before, declared, Effect.NEEDS_REPLACEMENT));
                refusals.add(new Refusal(
                        at,
                        descriptor.sources().of(at).map(Object::toString).orElse(""),
                        "CloudWatch Logs cannot change the class of a log group that exists",
                        "name another log group, or put the live value back into the descriptor"));
            }
        }

        private void keep(KeyedPath at, @Nullable Value before) {
            if (before != null) {
                unmanaged.put(at, before);
            }
        }

        private Section tags(String name) {
            return ignored.covers(path.member("tags"))
                    ? Section.empty()
                    : PlainTags.section(
                            path,
                            "tags of log group " + name,
                            PlainTags.of(wanted),
                            live.tags(),
                            missing -> new LogGroupAction.TagLogGroup(name, live.arn(), missing));
        }
    }

    private static Optional<String> text(Value.Structure structure, String member) {
        return structure.members().get(member) instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }
}
