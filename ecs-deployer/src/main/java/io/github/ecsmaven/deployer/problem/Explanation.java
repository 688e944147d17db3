package io.github.ecsmaven.deployer.problem;

/**
 * What a user needs in order to go on.
 *
 * @param what what happened, one sentence
 * @param where the file, field, resource or endpoint; empty where there is none
 * @param why the reason as far as it is known; empty where it is not
 * @param cure what to do: a command, a field, a policy statement
 */
public record Explanation(String what, String where, String why, String cure) {
    /** Several lines: the sentence, then what is known, each on a line of its own. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(what);
        line(text, "where", where);
        line(text, "why", why);
        line(text, "cure", cure);
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String content) {
        if (!content.isEmpty()) {
            text.append("\n  ").append(label).append(": ").append(content.replace("\n", "\n         "));
        }
    }
}
