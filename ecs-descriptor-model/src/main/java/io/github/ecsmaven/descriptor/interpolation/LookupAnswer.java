package io.github.ecsmaven.descriptor.interpolation;

import java.util.List;

/** What came of one look-up. */
public sealed interface LookupAnswer {
    /** Whether a value may be shown. */
    enum Sensitivity {
        OPEN,
        SECRET
    }

    /** A single value. Not printed by {@link #toString()} where it is secret. */
    record One(String text, Sensitivity sensitivity) implements LookupAnswer {
        @Override
        public String toString() {
            return sensitivity == Sensitivity.SECRET ? "One[secret]" : "One[" + text + "]";
        }
    }

    /** A list of values. Not printed by {@link #toString()} where they are secret. */
    record Several(List<String> elements, Sensitivity sensitivity) implements LookupAnswer {
        public Several {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return sensitivity == Sensitivity.SECRET ? "Several[secret]" : "Several" + elements;
        }
    }

    /** There is no such thing. The only answer in whose place a default is taken. */
    record Missing(String what, String cure) implements LookupAnswer {}

    /** The session may not look. */
    record Denied(String what, String cure) implements LookupAnswer {}

    /** There is something, and it is no value for a descriptor. */
    record Unusable(String what, String cure) implements LookupAnswer {}
}
