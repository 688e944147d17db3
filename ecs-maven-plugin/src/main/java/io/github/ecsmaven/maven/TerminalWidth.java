package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.identity.Environment;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.deployer.report.TerminalReport;
import org.jspecify.annotations.Nullable;

/** How wide lines may be. */
final class TerminalWidth {
    /** What Maven prints before each line: {@code [INFO]} and a blank. */
    private static final int PREFIX = 7;

    private TerminalWidth() {}

    /** @param given the parameter {@code ecs.width}; null: the terminal's */
    static int of(@Nullable String given, Environment environment) {
        Parameters.requireNotBlank("ecs.width", given);
        if (given == null) {
            return environment
                    .find("COLUMNS")
                    .filter(columns -> columns.matches("[0-9]{2,4}"))
                    .map(columns -> Integer.parseInt(columns) - PREFIX)
                    .orElse(TerminalReport.Layout.DEFAULT_WIDTH);
        }
        if (!given.strip().matches("[0-9]{1,6}")) {
            throw new UserException(new Explanation(
                    "The parameter ecs.width is no number of characters: \"" + given + "\"",
                    "",
                    "a whole number is needed",
                    "write it as -Decs.width=160"));
        }
        return Integer.parseInt(given.strip());
    }
}
