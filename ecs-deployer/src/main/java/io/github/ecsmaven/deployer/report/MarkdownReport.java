package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.deployer.plan.Target;
import io.github.ecsmaven.deployer.report.ShownPlan.Kept;
import io.github.ecsmaven.deployer.report.ShownPlan.Line;
import io.github.ecsmaven.deployer.report.ShownPlan.Place;
import io.github.ecsmaven.deployer.report.ShownPlan.Refused;
import io.github.ecsmaven.deployer.report.ShownPlan.Resource;
import io.github.ecsmaven.deployer.report.ShownPlan.Shown;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as a comment on a pull request: GitHub's Markdown, in which nothing that a value says is taken for markup. */
public final class MarkdownReport {
    /** More lines than this are folded. */
    private static final int UNFOLDED = 12;
    /** Longer values are shortened; the JSON document has them whole. */
    private static final int LONGEST_VALUE = 240;
    /** GitHub takes comments of 65,536 characters; some are left for what is around the lines. */
    private static final int LONGEST = 50_000;

    private static final String MARKUP = "&<>|`*_~[]\\#@!$";

    private final StringBuilder text = new StringBuilder();
    private int left;

    private MarkdownReport() {}

    /** A plan as Markdown, with a line break at its end. */
    public static String of(ShownPlan plan) {
        return new MarkdownReport().text(plan);
    }

    private String text(ShownPlan plan) {
        Target target = plan.target();
        String environment = target.environment();
        line("### " + escaped(target.deployment()) + (environment == null ? "" : " → " + escaped(environment)));
        line("");
        line(code(target.region()) + ", account " + code(target.account()) + ", cluster " + code(target.cluster()));
        line("");
        line("**" + escaped(plan.summary()) + "**");
        plan.resources().forEach(this::resource);
        plan.refusals().forEach(this::refusal);
        if (!plan.unmanaged().isEmpty()) {
            line("");
            line("Unmanaged, kept: "
                    + plan.unmanaged().stream().map(MarkdownReport::kept).collect(Collectors.joining(", ")));
        }
        if (!plan.addedByServer().isEmpty()) {
            line("");
            line("Added by the server? "
                    + plan.addedByServer().stream()
                            .map(Place::name)
                            .map(MarkdownReport::code)
                            .collect(Collectors.joining(", ")));
        }
        if (!plan.notes().isEmpty()) {
            line("");
            plan.notes().forEach(note -> line("- " + code(note.place().path()) + " " + escaped(note.text())));
        }
        if (left > 0) {
            line("");
            line("_" + left + " more lines are in plan.json._");
        }
        return text.toString();
    }

    private void resource(Resource resource) {
        boolean folded = resource.lines().size() > UNFOLDED;
        String effect =
                resource.effect() == null ? "" : " – " + resource.effect().label();
        String head = symbol(resource) + " " + escaped(resource.title());
        line("");
        line(
                folded
                        ? "<details><summary><b>" + head + "</b>" + effect + " ("
                                + resource.lines().size() + " changes)</summary>"
                        : "**" + head + "**" + effect);
        if (!resource.lines().isEmpty()) {
            line("");
            line("| | field | now | then | effect |");
            line("|---|---|---|---|---|");
            resource.lines().forEach(each -> row(each, resource));
        }
        if (folded) {
            line("");
            line("</details>");
        }
    }

    private static String symbol(Resource resource) {
        return switch (resource.operation()) {
            case CREATE -> "+";
            case UPDATE -> "&#126;";
            case DELETE -> "-";
        };
    }

    private void row(Line line, Resource resource) {
        if (text.length() > LONGEST) {
            left++;
            return;
        }
        String effect = resource.effect() == null ? line.effect().label() : "";
        String danger = line.danger().isEmpty() ? "" : "⚠ " + escaped(line.danger());
        line("| " + escaped(line.mark().symbol()) + " | " + code(line.place().name()) + " | " + cell(line.before())
                + " | " + cell(line.after()) + " | " + effect + (effect.isEmpty() || danger.isEmpty() ? "" : ", ")
                + danger + " |");
    }

    private void refusal(Refused refusal) {
        line("");
        line("> **!** " + code(refusal.path())
                + (refusal.where().isEmpty() ? "" : " (" + escaped(refusal.where()) + ")"));
        line("> " + escaped(refusal.why()) + ": " + escaped(refusal.wayOut()));
    }

    private static String kept(Kept kept) {
        Shown value = kept.value();
        return code(kept.place().name()) + (value == null ? "" : " " + cell(value));
    }

    private static String cell(@Nullable Shown value) {
        return value == null ? "" : code(Shortening.middle(Values.text(value), LONGEST_VALUE));
    }

    private static String code(String content) {
        return "<code>" + escaped(content) + "</code>";
    }

    /** Whatever Markdown or HTML would make something of, as a character reference; those are never taken for markup. */
    private static String escaped(String content) {
        StringBuilder out = new StringBuilder();
        content.codePoints().forEach(each -> {
            if (each < ' ' || each == 0x7f) {
                out.append(' ');
            } else if (MARKUP.indexOf(each) >= 0) {
                out.append("&#").append(each).append(';');
            } else {
                out.appendCodePoint(each);
            }
        });
        return out.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
