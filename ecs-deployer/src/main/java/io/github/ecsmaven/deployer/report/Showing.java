package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;
import io.github.ecsmaven.deployer.plan.Danger;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Operation;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.deployer.plan.Difference;
import io.github.ecsmaven.deployer.plan.Effect;
import io.github.ecsmaven.deployer.plan.Judgement;
import io.github.ecsmaven.deployer.plan.Target;
import io.github.ecsmaven.deployer.report.ShownPlan.Deployment;
import io.github.ecsmaven.deployer.report.ShownPlan.Exposure;
import io.github.ecsmaven.deployer.report.ShownPlan.Kept;
import io.github.ecsmaven.deployer.report.ShownPlan.Line;
import io.github.ecsmaven.deployer.report.ShownPlan.Noted;
import io.github.ecsmaven.deployer.report.ShownPlan.Place;
import io.github.ecsmaven.deployer.report.ShownPlan.Refused;
import io.github.ecsmaven.deployer.report.ShownPlan.Resource;
import io.github.ecsmaven.deployer.report.ShownPlan.Shown;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Selects what is shown of a plan. */
public final class Showing {
    private final DeploymentPlan plan;
    private final Masking masking;

    private Showing(DeploymentPlan plan) {
        this.plan = plan;
        this.masking = new Masking(plan.secrecy());
    }

    /** What is shown of a plan. */
    public static ShownPlan of(DeploymentPlan plan) {
        return new Showing(plan).shown();
    }

    private ShownPlan shown() {
        List<Kept> unmanaged = new ArrayList<>();
        plan.unmanaged().forEach((path, value) -> unmanaged.add(kept(path, value)));
        return new ShownPlan(
                target(plan.target()),
                plan.outcome(),
                plan.changes().stream().map(this::resource).toList(),
                unmanaged,
                plan.addedByServer().stream().map(this::place).toList(),
                plan.refusals().stream()
                        .map(refusal -> new Refused(
                                masking.path(refusal.path()),
                                refusal.where(),
                                masking.text(refusal.why()),
                                masking.text(refusal.wayOut())))
                        .toList(),
                plan.notes().stream()
                        .map(note -> new Noted(place(note.path()), note.matter(), masking.text(note.text())))
                        .toList(),
                digests(),
                masking.text(Summary.of(plan)),
                deployment(plan.judgement()));
    }

    private Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        plan.digests().forEach((image, digest) -> digests.put(masking.text(image), digest));
        return digests;
    }

    private Target target(Target target) {
        String service = target.serviceName();
        return new Target(
                target.deployment(),
                target.environment(),
                target.region(),
                target.account(),
                masking.text(target.cluster()),
                masking.text(target.family()),
                service == null ? null : masking.text(service));
    }

    private Resource resource(ResourceChange change) {
        boolean rolls = change.kind() == DeploymentPlan.Kind.TASK_DEFINITION
                && change.differences().leaves().anyMatch(leaf -> leaf.effect() == Effect.ROLLS_TASKS);
        return new Resource(
                change.kind(),
                change.operation(),
                masking.text(change.title()),
                rolls ? Effect.ROLLS_TASKS : null,
                change.differences()
                        .leaves()
                        .filter(leaf -> !namesItsElement(leaf))
                        .map(leaf -> line(leaf, change.operation()))
                        .toList());
    }

    private Line line(Difference.Leaf leaf, Operation operation) {
        // Whoever creates something has just written it; what is dangerous is a change of what others rely on.
        Optional<Danger> danger = operation == Operation.CREATE ? Optional.empty() : Danger.of(leaf, plan.digests());
        return new Line(
                new Place(masking.path(leaf.path()), name(leaf)),
                shown(leaf.path(), before(leaf)),
                shown(leaf.path(), after(leaf)),
                leaf.effect(),
                danger.map(Danger::label).orElse(""));
    }

    private Kept kept(KeyedPath path, Value value) {
        return new Kept(place(path), value instanceof Value.Scalar ? shown(path, value) : null);
    }

    private Place place(KeyedPath path) {
        KeyedPath below = path.segments().size() > 1 ? path.withoutFirst(1) : path;
        return new Place(masking.path(path), masking.path(below));
    }

    private @Nullable Shown shown(KeyedPath path, @Nullable Value value) {
        if (value == null) {
            return null;
        }
        Value masked = masking.value(path, value);
        return new Shown(masked, masked.equals(value) ? Exposure.OPEN : Exposure.MASKED);
    }

    /** {@code environment[LEVEL].name LEVEL} says nothing that the path does not. */
    private static boolean namesItsElement(Difference.Leaf leaf) {
        int size = leaf.path().segments().size();
        return size > 1 && leaf.path().segments().get(size - 2) instanceof KeyedPath.Key key && isOnly(leaf, key.key());
    }

    /** {@code environment[LEVEL].value} is what people call {@code environment[LEVEL]}. */
    private String name(Difference.Leaf leaf) {
        List<KeyedPath.Segment> segments = leaf.path().withoutFirst(1).segments();
        KeyedPath.Segment last = segments.get(segments.size() - 1);
        // A member of a set is its own name: the value beside the path says it.
        boolean own = last instanceof KeyedPath.Key key && isOnly(leaf, key.key());
        boolean value = last.equals(new KeyedPath.Member("value"))
                && segments.size() > 1
                && !(segments.get(segments.size() - 2) instanceof KeyedPath.Member);
        return masking.path(
                own || value ? new KeyedPath(segments.subList(0, segments.size() - 1)) : new KeyedPath(segments));
    }

    /** Whether a text is all that is added or removed. */
    private static boolean isOnly(Difference.Leaf leaf, String text) {
        Value value = leaf instanceof Difference.Changed ? null : after(leaf) != null ? after(leaf) : before(leaf);
        return value instanceof Value.Text it && it.text().equals(text);
    }

    private static @Nullable Value before(Difference.Leaf leaf) {
        return leaf instanceof Difference.Removed removed
                ? removed.before()
                : leaf instanceof Difference.Changed changed ? changed.before() : null;
    }

    private static @Nullable Value after(Difference.Leaf leaf) {
        return leaf instanceof Difference.Added added
                ? added.after()
                : leaf instanceof Difference.Changed changed ? changed.after() : null;
    }

    private @Nullable Deployment deployment(Judgement judgement) {
        LiveDeployment deployment = judgement instanceof Judgement.Adopted adopted
                ? adopted.deployment()
                : judgement instanceof Judgement.EndedBadly ended ? ended.deployment() : null;
        return deployment == null ? null : new Deployment(masking.text(deployment.arn()), deployment.status());
    }
}
