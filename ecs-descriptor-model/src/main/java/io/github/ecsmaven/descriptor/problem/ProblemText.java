package io.github.ecsmaven.descriptor.problem;

import io.github.ecsmaven.descriptor.source.SourcePosition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Problems as people read them: numbered, sorted by file and place; for each where it is, what is wrong, the source line
 * with a caret under the place, what to do, and AWS's page.
 */
public final class ProblemText {
    private ProblemText() {}

    /** The report, its lines separated by {@code \n}, without one at the end. */
    public static String of(List<Problem> problems) {
        StringBuilder text = new StringBuilder(head(problems));
        SourceLine.Finder lines = new SourceLine.Finder();
        int number = 0;
        for (Problem problem : problems.stream().sorted().toList()) {
            number++;
            append(text, number, problem, lines);
        }
        return text.toString();
    }

    private static String head(List<Problem> problems) {
        String counts = Stream.of(Severity.values())
                .map(severity -> {
                    long count = problems.stream()
                            .filter(problem -> problem.id().severity() == severity)
                            .count();
                    return count == 0 ? "" : severity.counted(count);
                })
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(" and "));
        long files = problems.stream()
                .map(Problem::where)
                .filter(Objects::nonNull)
                .map(SourcePosition::file)
                .distinct()
                .count();
        return counts + (files > 1 ? " in " + files + " files" : " in the descriptor");
    }

    private static void append(StringBuilder text, int number, Problem problem, SourceLine.Finder lines) {
        String indent = "\n" + " ".repeat(Integer.toString(number).length() + 2);
        String place = problem.position().map(SourcePosition::toString).orElse("");
        String path = problem.path().toString();
        String named = Stream.of(place, path).filter(each -> !each.isEmpty()).collect(Collectors.joining("  "));
        String label = problem.stops() ? "" : problem.id().severity() + ": ";
        text.append("\n\n")
                .append(number)
                .append(". ")
                .append(SourceLine.plain(named.isEmpty() ? "descriptor" : named));
        text.append(indent).append(label).append(SourceLine.plain(problem.what()));
        SourcePosition where = problem.where();
        String quote = problem.quote();
        if (where != null && quote != null) {
            String gutter = " " + where.line() + " | ";
            SourceLine line = lines.around(quote, where.column());
            text.append(indent).append(gutter).append(line.text());
            text.append(indent)
                    .append(" ".repeat(gutter.length() - 2))
                    .append("| ")
                    .append(line.caret());
        }
        text.append(indent).append(SourceLine.plain(problem.cure()));
        if (problem.page() != null) {
            text.append(indent).append(problem.page());
        }
        text.append(indent).append('[').append(problem.id().code()).append(']');
    }
}
