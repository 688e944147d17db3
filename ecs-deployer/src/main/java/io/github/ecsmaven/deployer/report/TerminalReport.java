package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.plan.DeploymentPlan.Operation;
import io.github.ecsmaven.deployer.plan.Effect;
import io.github.ecsmaven.deployer.plan.Target;
import io.github.ecsmaven.deployer.report.ShownPlan.Kept;
import io.github.ecsmaven.deployer.report.ShownPlan.Line;
import io.github.ecsmaven.deployer.report.ShownPlan.Mark;
import io.github.ecsmaven.deployer.report.ShownPlan.Noted;
import io.github.ecsmaven.deployer.report.ShownPlan.Place;
import io.github.ecsmaven.deployer.report.ShownPlan.Refused;
import io.github.ecsmaven.deployer.report.ShownPlan.Resource;
import io.github.ecsmaven.deployer.report.ShownPlan.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A plan as lines for a terminal. */
public final class TerminalReport {
    private static final int EFFECT_COLUMN = 88;
    /** As much as the longest effect needs. */
    private static final int EFFECT_ROOM = 24;

    private static final String INDENT = "    ";
    private static final String ARROW = " → ";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final ZoneId zone;
    private final Layout layout;

    /** @param zone for times of day */
    public TerminalReport(ZoneId zone, Layout layout) {
        this.zone = zone;
        this.layout = layout;
    }

    /**
     * How lines look.
     *
     * @param width characters of a line; values are shortened to it, paths are not
     */
    public record Layout(int width, Palette palette) {
        /** Where nobody knows the width of the terminal, or there is none. */
        public static final int DEFAULT_WIDTH = 120;

        /** Less is no width that anything can be read in. */
        public static final int LEAST_WIDTH = 40;

        public Layout {
            width = Math.max(width, LEAST_WIDTH);
        }

        /** For a log. */
        public static Layout plain() {
            return new Layout(DEFAULT_WIDTH, Palette.plain());
        }
    }

    /**
     * Who looks, or acts.
     *
     * @param name the role and session: {@code checkout-deployer/travis.81234.81236}
     * @param expiration when the credentials end
     * @param origin what they were made from: {@code profile work}; null for a token
     */
    public record Actor(
            String name,
            Access access,
            Instant expiration,
            @Nullable String origin) {}

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
                        + actor.access().remark
                        + (actor.origin() == null ? "" : ", " + actor.origin()));
    }

    /** The plan itself: resource by resource, then what is left alone, then the sum. */
    public List<String> plan(ShownPlan plan) {
        List<String> lines = new ArrayList<>();
        for (Resource resource : plan.resources()) {
            lines.add("");
            lines.addAll(resource(resource));
        }
        if (!plan.unmanaged().isEmpty()) {
            lines.add("");
            lines.addAll(unmanaged(plan.unmanaged()));
        }
        for (Place place : plan.addedByServer()) {
            lines.add("  added by the server? " + place.name());
        }
        for (Noted note : plan.notes()) {
            lines.add("  " + note.place().path() + "  " + note.text());
        }
        for (Refused refusal : plan.refusals()) {
            lines.add("");
            lines.add(layout.palette().warning().apply("!") + " " + refusal.path()
                    + (refusal.where().isEmpty() ? "" : " (" + refusal.where() + ")"));
            lines.add("    " + refusal.why() + ": " + refusal.wayOut());
        }
        lines.add("");
        lines.add(plan.summary());
        return lines;
    }

    private List<String> resource(Resource resource) {
        List<String> lines = new ArrayList<>();
        String effect = resource.effect() == null ? "" : resource.effect().label();
        lines.add(line("", mark(resource.operation()), resource.title(), "", effect));
        resource.lines().forEach(line -> lines.add(line(line, resource.effect())));
        return lines;
    }

    /** @param common what all lines of the resource cause; null where each says it */
    private String line(Line line, @Nullable Effect common) {
        String effect = common == null ? line.effect().label() : "";
        String start = line.place().name() + "    ";
        int beside = (effect.isEmpty() ? 0 : 2 + effect.length())
                + danger(line.danger()).length();
        int room = layout.width() - INDENT.length() - 2 - start.length() - beside;
        return line(INDENT, line.mark(), start + values(line, room), line.danger(), effect);
    }

    private static String values(Line line, int room) {
        Shown before = line.before();
        Shown after = line.after();
        if (before == null) {
            return after == null ? "" : Shortening.middle(Values.text(after), room);
        }
        if (after == null) {
            return "(was " + Shortening.middle(Values.text(before), room - "(was )".length()) + ")";
        }
        Shortening.Pair pair = Shortening.pair(Values.text(before), Values.text(after), room - ARROW.length());
        return pair.before() + ARROW + pair.after();
    }

    /** The one place that measures and colours. */
    private String line(String indent, Mark mark, String text, String danger, String effect) {
        int length = indent.length() + 2 + text.length() + danger(danger).length();
        int column = Math.min(EFFECT_COLUMN, layout.width() - EFFECT_ROOM);
        return indent
                + colour(mark).apply(mark.symbol())
                + " "
                + text
                + (danger.isEmpty() ? "" : "  " + layout.palette().warning().apply("! " + danger))
                + (effect.isEmpty() ? "" : " ".repeat(Math.max(2, column - length)) + effect);
    }

    private static String danger(String danger) {
        return danger.isEmpty() ? "" : "  ! " + danger;
    }

    private UnaryOperator<String> colour(Mark mark) {
        return switch (mark) {
            case ADDED -> layout.palette().added();
            case REMOVED -> layout.palette().removed();
            case CHANGED -> layout.palette().changed();
        };
    }

    /** Broken between values where it is longer than a line. */
    private List<String> unmanaged(List<Kept> kept) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("  unmanaged, kept: ");
        for (int index = 0; index < kept.size(); index++) {
            Shown value = kept.get(index).value();
            String text = kept.get(index).place().name()
                    + (value == null ? "" : " " + Shortening.middle(Values.text(value), layout.width() / 2))
                    + (index + 1 < kept.size() ? "," : "");
            if (index > 0) {
                boolean fits = line.length() + 1 + text.length() <= layout.width();
                if (!fits) {
                    lines.add(line.toString());
                }
                line = fits ? line.append(' ') : new StringBuilder("    ");
            }
            line.append(text);
        }
        lines.add(line.toString());
        return lines;
    }

    private static Mark mark(Operation operation) {
        return switch (operation) {
            case CREATE -> Mark.ADDED;
            case UPDATE -> Mark.CHANGED;
            case DELETE -> Mark.REMOVED;
        };
    }
}
