package io.github.ecsmaven.descriptor.source;

import java.util.regex.Pattern;

/** What an unquoted scalar means by the core schema of YAML 1.2 (section 10.3.2), where the field does not say. */
public final class CoreScalar {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private CoreScalar() {}

    /** Whether it is nothing, {@code ~} or {@code null}. */
    public static boolean isNull(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }

    /** Whether it is {@code true} or {@code false} in one of the three spellings of YAML 1.2. */
    public static boolean isBoolean(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
            default -> false;
        };
    }

    /** Whether it is a whole number in decimal notation. */
    public static boolean isInteger(String text) {
        return INTEGER.matcher(text).matches();
    }

    /** Whether it is a decimal number, a whole one included. */
    public static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    static String describe(String text) {
        if (isNull(text)) {
            return "nothing";
        }
        if (isBoolean(text)) {
            return "a boolean";
        }
        return isDecimal(text) ? "a number" : "a string";
    }
}
