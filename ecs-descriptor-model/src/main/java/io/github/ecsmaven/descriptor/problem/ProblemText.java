package io.github.ecsmaven.descriptor.problem;

import io.github.ecsmaven.descriptor.source.SourcePosition;
import java.util.List;

/** Problems as people read them: numbered, each with its place, the source line, and what to do. */
public final class ProblemText {

    private ProblemText() {}

    /** The report, its lines separated by {@code \n}, without one at the end. */
    public static String of(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        text.append(problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                .append(" in the descriptor");
        int number = 0;
        for (Problem problem : problems.stream().sorted().toList()) {
            number++;
            append(text, number, problem);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int number, Problem problem) {
        String indent = " ".repeat(Integer.toString(number).length() + 2);
        text.append("\n\n").append(number).append(". ");
        String path = problem.path().toString();
        String place = problem.position().map(SourcePosition::toString).orElse("");
        text.append(place).append(place.isEmpty() || path.isEmpty() ? "" : "  ").append(path);
        if (place.isEmpty() && path.isEmpty()) {
            text.append("descriptor");
        }
        text.append('\n').append(indent).append(problem.what());
        SourcePosition where = problem.where();
        String quote = problem.quote();
        if (where != null && quote != null) {
            String gutter = " " + where.line() + " | ";
            text.append('\n').append(indent).append(gutter).append(quote.stripTrailing());
            text.append('\n')
                    .append(indent)
                    .append(" ".repeat(gutter.length() - 2))
                    .append("| ");
            text.append(caret(quote, where.column()));
        }
        text.append('\n').append(indent).append(problem.cure());
        text.append('\n').append(indent).append('[').append(problem.id().code()).append(']');
    }

    /** A caret under the column; tabs before it stay tabs, so that it lines up whatever a tab is wide. */
    private static String caret(String quote, int column) {
        StringBuilder text = new StringBuilder();
        quote.codePoints().limit(Math.max(0, column - 1L)).forEach(c -> text.append(c == '\t' ? '\t' : ' '));
        return text.append('^').toString();
    }
}
