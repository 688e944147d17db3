package io.github.ecsmaven.descriptor.schema;

/** Regular expressions of AWS's models as JSON Schema has them. */
final class Patterns {
    private Patterns() {}

    /**
     * The same expression in ECMAScript's notation, for the text as a whole.
     *
     * @param pattern in Java's notation, for the text as a whole
     */
    static String whole(String pattern) {
        return "^(?:" + pattern.replace("\\p{Print}", "[ -~]") + ")$";
    }
}
