package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Difference;
import io.github.ecsmaven.deployer.plan.Fixtures;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.WithoutDefaults;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans for a document and the same with one difference made on purpose, both ways round: it is named, and nothing else. */
final class MutationCheck {
    private final FieldRules rules = FieldRules.load();
    private final Planner planner = new Planner(rules);
    private final Mutations mutations;
    private final EqualValues equal = EqualValues.load();
    private final UnaryOperator<DeploymentDescriptor> asPlanned;
    private final List<Finding> findings = new ArrayList<>();

    /** @param asPlanned what is done to a descriptor before it is planned for */
    MutationCheck(Samples samples, UnaryOperator<DeploymentDescriptor> asPlanned) {
        this.mutations = new Mutations(rules, samples);
        this.asPlanned = asPlanned;
    }

    /**
     * What came of one comparison.
     *
     * @param what the change and which side has it
     * @param failure empty where it passed
     * @param excuse null where there is none
     */
    record Finding(String what, String failure, EqualValues.@Nullable Row excuse) {
        boolean isFailure() {
            return !failure.isEmpty();
        }
    }

    /** Which side has the change. */
    private enum Side {
        LIVE("live"),
        DESCRIPTOR("in the descriptor"),
        /** Live, and the descriptor says as little as it can. */
        LIVE_ALONE("live, least descriptor");

        private final String label;

        Side(String label) {
            this.label = label;
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void check(Recorded original) {
        findings.add(same(original));
        Value.Structure service = original.service();
        if (service == null) {
            mutations
                    .of(
                            "RegisterTaskDefinitionRequest",
                            original.taskDefinition(),
                            KeyedPath.of("taskDefinition"),
                            equal)
                    .forEach(change -> taskDefinition(original.taskDefinition(), change));
        } else {
            mutations
                    .of("CreateServiceRequest", service, KeyedPath.of("service"), equal)
                    .forEach(change -> service(original.taskDefinition(), service, change));
        }
    }

    private Finding same(Recorded original) {
        List<KeyedPath> named = named(
                plan(original.taskDefinition(), original.service(), original.taskDefinition(), original.service()));
        return new Finding("unchanged", named.isEmpty() ? "" : "nothing is changed, yet named: " + named, null);
    }

    private void taskDefinition(Value.Structure original, Change change) {
        Value.Structure changed = section(change);
        judge(change, Side.LIVE, original, plan(original, null, changed, null));
        judge(change, Side.DESCRIPTOR, original, plan(changed, null, original, null));
        Value.Structure least = new WithoutDefaults(rules, path -> false).taskDefinition(original);
        Value tags = original.members().get("tags");
        if (tags != null) {
            Map<String, Value> members = new LinkedHashMap<>(least.members());
            members.put("tags", tags);
            least = new Value.Structure(members);
        }
        judge(change, Side.LIVE_ALONE, original, plan(least, null, changed, null));
    }

    private void service(Value.Structure task, Value.Structure original, Change change) {
        Value.Structure changed = section(change);
        judge(change, Side.LIVE, original, plan(task, original, task, changed));
        judge(change, Side.DESCRIPTOR, original, plan(task, changed, task, original));
        Value.Structure least = new Value.Structure(
                Map.of("serviceName", Objects.requireNonNull(original.members().get("serviceName"))));
        listed(change, changed, plan(task, least, task, changed));
    }

    /** A service that the descriptor says nothing about is left as it is, and what is not AWS's default is listed. */
    private void listed(Change change, Value.Structure changed, DeploymentPlan plan) {
        String what = change.description() + " (" + Side.LIVE_ALONE.label + ")";
        String member = change.path().segments().get(1).toString();
        Value value = changed.members().get(member);
        List<KeyedPath> named = named(plan);
        boolean isListed = isListed(change, plan);
        // These are listed one by one: what is left says nothing of the one that is gone, and has its default.
        boolean isTag = member.equals("tags") && change.path().segments().size() > 2;
        boolean isMerged = member.equals("deploymentConfiguration")
                && change.path().segments().size() > 2;
        boolean nothing = value == null
                || isTag && change.after() == null
                || isMerged && saysNothingHere((Value.Structure) value, change, changed)
                || equal.saysNothing("service." + member, value, changed, changed);
        if (!named.isEmpty()) {
            findings.add(new Finding(what, "undeclared, yet named: " + named, null));
        } else if (isListed || nothing) {
            findings.add(new Finding(what, "", null));
        } else {
            Optional<EqualValues.Row> row = equal.row(EqualValues.Meaning.UNLISTED, change, changed)
                    .or(() -> equal.row(EqualValues.Meaning.ANY, change, changed))
                    .or(() -> equal.row(EqualValues.Meaning.KEPT, change, changed));
            findings.add(new Finding(what, row.isPresent() ? "" : "not listed as unmanaged", row.orElse(null)));
        }
    }

    /** Whether the member of {@code deploymentConfiguration} in which something was changed is as AWS has it by default. */
    private boolean saysNothingHere(Value.Structure configuration, Change change, Value.Structure changed) {
        String member = change.path().segments().get(2).toString();
        Value value = configuration.members().get(member);
        return value == null
                || equal.saysNothing("service.deploymentConfiguration." + member, value, configuration, changed);
    }

    private void judge(Change change, Side side, Value.Structure original, DeploymentPlan plan) {
        String what = change.description() + " (" + side.label + ")";
        List<KeyedPath> named = named(plan);
        // A refusal is of what UpdateService takes as a whole, and so may be of something around the change.
        List<KeyedPath> others = named.stream()
                .filter(path ->
                        !change.isNamedBy(path) && !refused(plan, change).contains(path))
                .toList();
        if (!others.isEmpty()) {
            findings.add(new Finding(what, "named: " + others, null));
        } else if (saysNothing(change, original)) {
            findings.add(new Finding(what, named.isEmpty() ? "" : "equal by the reference, yet named: " + named, null));
        } else if (!named.isEmpty() || isUndeclared(change, side, plan)) {
            findings.add(new Finding(what, "", null));
        } else {
            Optional<EqualValues.Row> row = equal.row(EqualValues.Meaning.ANY, change, original);
            if (row.isEmpty() && isLiveOnly(change, side)) {
                row = equal.row(EqualValues.Meaning.KEPT, change, original)
                        .or(() -> equal.row(EqualValues.Meaning.UNLISTED, change, original));
            }
            findings.add(new Finding(what, row.isPresent() ? "" : "missed", row.orElse(null)));
        }
    }

    /** Whether a default was taken away or put there: no change at all. */
    private boolean saysNothing(Change change, Value.Structure original) {
        Value only = change.before() == null ? change.after() : change.after() == null ? change.before() : null;
        return only != null
                && equal.saysNothing(change.path().rulePath(), only, Objects.requireNonNull(change.holder()), original);
    }

    private static boolean isLiveOnly(Change change, Side side) {
        return side == Side.DESCRIPTOR ? change.after() == null : change.before() == null;
    }

    private static boolean isUndeclared(Change change, Side side, DeploymentPlan plan) {
        return isLiveOnly(change, side) && isListed(change, plan);
    }

    private static boolean isListed(Change change, DeploymentPlan plan) {
        return plan.unmanaged().keySet().stream()
                .anyMatch(path -> change.path().startsWith(path) || change.isNamedBy(path));
    }

    private static List<KeyedPath> refused(DeploymentPlan plan, Change change) {
        return plan.refusals().stream()
                .map(DeploymentPlan.Refusal::path)
                .filter(change.path()::startsWith)
                .toList();
    }

    private static Value.Structure section(Change change) {
        return (Value.Structure) Objects.requireNonNull(change.whole());
    }

    private static List<KeyedPath> named(DeploymentPlan plan) {
        return Stream.concat(
                        plan.changes().stream()
                                .flatMap(change -> change.differences().leaves())
                                .map(Difference.Leaf::path),
                        plan.refusals().stream().map(DeploymentPlan.Refusal::path))
                .distinct()
                .toList();
    }

    private DeploymentPlan plan(
            Value.Structure wantedTask,
            Value.@Nullable Structure wantedService,
            Value.Structure liveTask,
            Value.@Nullable Structure liveService) {
        LiveState live = new LiveState(
                new LiveState.LiveTaskDefinition(Fixtures.REVISION, liveTask, Canonical.tags(liveTask)),
                liveService == null
                        ? null
                        : new LiveState.LiveService(
                                Fixtures.SERVICE,
                                LiveState.Status.ACTIVE,
                                liveService,
                                Fixtures.REVISION,
                                Canonical.tags(liveService),
                                Set.of(),
                                null));
        DeploymentDescriptor descriptor = asPlanned.apply(Fixtures.descriptor(wantedTask, wantedService));
        return planner.plan(descriptor, live, Fixtures.ACCOUNT);
    }
}
