package io.github.ecsmaven.descriptor.interpolation;

import java.util.List;

/**
 * A scalar after its references were looked at.
 *
 * @param text with local references filled in, escapes taken away and look-ups as written
 * @param lookups what is left to be asked of AWS or a file, in the order written
 * @param isReference whether the scalar was one reference and nothing else, so that its value takes the field's type
 * @param faults what is wrong with its references
 */
public record Interpolated(String text, List<Reference> lookups, boolean isReference, List<Fault> faults) {
    public Interpolated {
        lookups = List.copyOf(lookups);
        faults = List.copyOf(faults);
    }

    /** The sorts of faults. */
    public enum FaultKind {
        UNDEFINED,
        MALFORMED
    }

    /**
     * Something wrong with one reference.
     *
     * @param kind the sort of fault
     * @param escaped the reference as it would be written to stay as it is: {@code $${NAME}}
     * @param what one sentence without a full stop
     * @param cure one sentence without a full stop
     */
    public record Fault(FaultKind kind, String escaped, String what, String cure) {}
}
