package io.github.ecsmaven.deployer.report;

import java.util.function.UnaryOperator;

/**
 * How parts of a line are set off from each other. Lengths are measured before it is applied.
 *
 * @param added what is added or created
 * @param removed what goes
 * @param changed what becomes another
 * @param warning what asks for attention
 */
public record Palette(
        UnaryOperator<String> added,
        UnaryOperator<String> removed,
        UnaryOperator<String> changed,
        UnaryOperator<String> warning) {
    /** Without colour. */
    public static Palette plain() {
        return new Palette(
                UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** The colours of a terminal, as Maven uses them: green, red, yellow. */
    public static Palette ansi() {
        return new Palette(
                text -> set("32", text), text -> set("31", text), text -> set("33", text), text -> set("1;31", text));
    }

    private static String set(String code, String text) {
        return "\u001b[" + code + "m" + text + "\u001b[m";
    }
}
