package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.plan.Action;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Refusal;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.deployer.plan.Difference;
import io.github.ecsmaven.deployer.plan.Effect;
import io.github.ecsmaven.deployer.plan.Judgement;
import io.github.ecsmaven.deployer.plan.Target;
import io.github.ecsmaven.descriptor.rule.SecretNames;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Secrecy;
import io.github.ecsmaven.descriptor.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as lines for a terminal: no colour, no cursor movement, secrets masked. */
public final class TerminalReport {
    private static final int EFFECT_COLUMN = 88;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final ZoneId zone;

    /** @param zone for times of day */
    public TerminalReport(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Who looks, or acts.
     *
     * @param name the role and session: {@code checkout-deployer/travis.81234.81236}
     * @param expiration when the credentials end
     */
    public record Actor(String name, Access access, Instant expiration) {}

    /** What the goal is about to do. */
    public enum Access {
        /** Nothing but look. */
        READ_ONLY(", read-only"),
        /** Look first, then write with a session of its own. */
        READ_FIRST("");

        private final String remark;

        Access(String remark) {
            this.remark = remark;
        }
    }

    /** The two lines above a plan: what for, and as whom. */
    public List<String> header(String goal, Target target, Actor actor, Instant now) {
        String environment = target.environment() == null ? "" : " → " + target.environment();
        Duration left = Duration.between(now, actor.expiration());
        return List.of(
                goal + "  " + target.deployment() + environment + " (" + target.region() + ", account "
                        + target.account() + ")",
                "as        " + actor.name() + " until "
                        + TIME.format(actor.expiration().atZone(zone)) + " (" + left.toMinutes() + " min)"
                        + actor.access().remark);
    }

    /** The plan itself: resource by resource, then what is left alone, then the sum. */
    public List<String> plan(DeploymentPlan plan) {
        List<String> lines = new ArrayList<>();
        for (ResourceChange change : plan.changes()) {
            lines.add("");
            lines.addAll(resource(change, plan.secrecy()));
        }
        if (!plan.unmanaged().isEmpty()) {
            lines.add("");
            lines.add("  unmanaged, kept: " + unmanaged(plan.unmanaged(), plan.secrecy()));
        }
        for (KeyedPath path : plan.addedByServer()) {
            lines.add("  added by the server? " + path.withoutFirst(1));
        }
        for (Refusal refusal : plan.refusals()) {
            lines.add("");
            lines.add("! " + refusal.path() + (refusal.where().isEmpty() ? "" : " (" + refusal.where() + ")"));
            lines.add("    " + refusal.why() + ": " + refusal.wayOut());
        }
        lines.add("");
        lines.add(summary(plan));
        return lines.stream().map(plan.secrecy()::masked).toList();
    }

    /** The last line: what the plan would do. */
    public String summary(DeploymentPlan plan) {
        if (plan.isEmpty()) {
            return plan.refusals().isEmpty()
                    ? "No changes. What runs is what the descriptor wants." + judgement(plan.judgement())
                    : "Refused: " + counted(plan.refusals().size(), "change") + " cannot be made.";
        }
        Map<Action.Deed, Integer> deeds = new LinkedHashMap<>();
        int deployments = 0;
        for (Action action : plan.actions()) {
            deeds.merge(action.deed(), 1, Integer::sum);
            boolean starts = action instanceof Action.CreateService
                    || (action instanceof Action.UpdateService update
                            && update.startsDeployment() == Action.StartsDeployment.YES);
            deployments += starts ? 1 : 0;
        }
        List<String> parts = new ArrayList<>();
        deeds.forEach((deed, count) -> add(parts, deed.verb() + " ", count, deed.noun()));
        add(parts, "", deployments, "deployment");
        return "Plan: " + String.join(", ", parts) + "."
                + (plan.refusals().isEmpty()
                        ? ""
                        : " Refused: " + counted(plan.refusals().size(), "change") + " cannot be made.");
    }

    private static String judgement(Judgement judgement) {
        if (judgement instanceof Judgement.Adopted adopted) {
            return " Its deployment " + tail(adopted.deployment().arn()) + " is "
                    + adopted.deployment().status() + ".";
        }
        if (judgement instanceof Judgement.EndedBadly ended) {
            return " But its deployment " + tail(ended.deployment().arn()) + " ended "
                    + ended.deployment().status() + ".";
        }
        return "";
    }

    private static List<String> resource(ResourceChange change, Secrecy secrecy) {
        List<String> lines = new ArrayList<>();
        boolean rolls = change.kind() == DeploymentPlan.Kind.TASK_DEFINITION
                && change.differences().leaves().anyMatch(leaf -> leaf.effect() == Effect.ROLLS_TASKS);
        String symbol = change.operation() == DeploymentPlan.Operation.CREATE ? "+ " : "~ ";
        lines.add(withEffect(symbol + change.title(), rolls ? Effect.ROLLS_TASKS.label() : ""));
        change.differences()
                .leaves()
                .filter(leaf -> !namesItsElement(leaf))
                .forEach(leaf -> lines.add(leaf(leaf, rolls ? "" : leaf.effect().label(), secrecy)));
        return lines;
    }

    /** {@code environment[LEVEL].name LEVEL} says nothing that the path does not. */
    private static boolean namesItsElement(Difference.Leaf leaf) {
        Value value = leaf instanceof Difference.Added added
                ? added.after()
                : leaf instanceof Difference.Removed removed ? removed.before() : null;
        int size = leaf.path().segments().size();
        return size > 1
                && value instanceof Value.Text text
                && leaf.path().segments().get(size - 2) instanceof KeyedPath.Key key
                && key.key().equals(text.text());
    }

    /** {@code environment[LEVEL].value} is what people call {@code environment[LEVEL]}. */
    private static String shown(Difference.Leaf leaf) {
        String text = leaf.path().withoutFirst(1).toString();
        List<KeyedPath.Segment> segments = leaf.path().segments();
        // A member of a set is its own name: the value beside the path says it.
        if (segments.get(segments.size() - 1) instanceof KeyedPath.Key key && ownValue(leaf, key)) {
            return text.substring(0, text.length() - key.toString().length());
        }
        return text.endsWith("].value") ? text.substring(0, text.length() - ".value".length()) : text;
    }

    private static String leaf(Difference.Leaf leaf, String effect, Secrecy secrecy) {
        String path = shown(leaf);
        Values values = SecretNames.looksSecret(leaf.path()) || secrecy.covers(leaf.path())
                ? Values.masked()
                : Values.shownBut(secrecy);
        if (leaf instanceof Difference.Added added) {
            return withEffect("    + " + path + "    " + values.text(added.after()), effect);
        }
        if (leaf instanceof Difference.Removed removed) {
            return withEffect("    - " + path + "    (was " + values.text(removed.before()) + ")", effect);
        }
        if (leaf instanceof Difference.Changed changed) {
            return withEffect(
                    "    ~ " + path + "    " + values.text(changed.before()) + " → " + values.text(changed.after()),
                    effect);
        }
        throw new IllegalStateException("unknown difference at " + leaf.path());
    }

    private static boolean ownValue(Difference.Leaf leaf, KeyedPath.Key key) {
        Value value = leaf instanceof Difference.Added added
                ? added.after()
                : leaf instanceof Difference.Removed removed ? removed.before() : null;
        return value instanceof Value.Text text && text.text().equals(key.key());
    }

    private static String unmanaged(Map<KeyedPath, Value> values, Secrecy secrecy) {
        List<String> parts = new ArrayList<>();
        values.forEach((path, value) -> parts.add(path.withoutFirst(1)
                + (value instanceof Value.Scalar
                        ? " " + Values.shownBut(secrecy).text(value)
                        : "")));
        return String.join(", ", parts);
    }

    private static String withEffect(String line, String effect) {
        if (effect.isEmpty()) {
            return line;
        }
        return line + " ".repeat(Math.max(2, EFFECT_COLUMN - line.length())) + effect;
    }

    private static void add(List<String> parts, String verb, int count, String noun) {
        if (count > 0) {
            parts.add(verb + counted(count, noun));
        }
    }

    private static String counted(int count, String noun) {
        if (count == 1) {
            return count + " " + noun;
        }
        return count + " " + (noun.endsWith("cy") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
    }

    private static String tail(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
