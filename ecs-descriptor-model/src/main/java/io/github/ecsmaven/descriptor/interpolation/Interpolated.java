package io.github.ecsmaven.descriptor.interpolation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar after its references were looked at.
 *
 * @param text with references filled in, escapes taken away and look-ups without an answer as written
 * @param lookups what is left to be asked of AWS or a file, in the order written
 * @param isReference whether the scalar was one reference and nothing else, so that its value takes the field's type
 * @param faults what is wrong with its references
 * @param filled what was looked up
 */
public record Interpolated(
        String text, List<Reference> lookups, boolean isReference, List<Fault> faults, FilledIn filled) {
    public Interpolated {
        lookups = List.copyOf(lookups);
        faults = List.copyOf(faults);
    }

    /** The sorts of faults. */
    public enum FaultKind {
        UNDEFINED,
        MALFORMED,
        NOT_FOUND,
        DENIED,
        UNUSABLE;

        /** Whether it is the answer of a look-up that is wrong, not the reference. */
        public boolean isOfAnswer() {
            return this == NOT_FOUND || this == DENIED || this == UNUSABLE;
        }
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

    /**
     * The look-ups that a scalar's text was made with. Not printed: it may hold secrets.
     *
     * @param references in the order written; empty where there was none
     * @param secrets the secret values among them
     * @param elements the elements, where the whole scalar is a look-up that came to a list; null elsewhere
     */
    public record FilledIn(
            List<Reference> references,
            List<String> secrets,
            @Nullable List<String> elements) {
        static final FilledIn NOTHING = new FilledIn(List.of(), List.of(), null);

        public FilledIn {
            references = List.copyOf(references);
            secrets = List.copyOf(secrets);
            elements = elements == null ? null : List.copyOf(elements);
        }

        /** Whether something secret went in. */
        public boolean isSecret() {
            return !secrets.isEmpty();
        }

        @Override
        public String toString() {
            return "FilledIn" + references;
        }
    }
}
