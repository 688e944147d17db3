package io.github.ecsmaven.descriptor.writing;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.value.Value;

/** Texts as a descriptor has them: what begins a reference and is none is escaped. */
final class References {
    private static final String OPENING = "${";

    private References() {}

    /** A text that stays as it is when it is read. */
    static String escaped(String text) {
        return text.replace(OPENING, "$" + OPENING);
    }

    /** A text with look-ups: these stay, everything else is escaped. */
    static String escaped(Value.Unresolved unresolved) {
        StringBuilder out = new StringBuilder();
        String rest = unresolved.text();
        for (Reference reference : unresolved.references()) {
            String written = reference.toString();
            int at = rest.indexOf(written);
            if (at >= 0) {
                out.append(escaped(rest.substring(0, at))).append(written);
                rest = rest.substring(at + written.length());
            }
        }
        return out.append(escaped(rest)).toString();
    }
}
