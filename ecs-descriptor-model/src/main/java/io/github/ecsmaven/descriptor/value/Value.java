package io.github.ecsmaven.descriptor.value;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value typed by the AWS shape of its field. Both sides of a comparison have this form: what a descriptor wants and
 * what a describe call returned. Immutable; equality is by content; positions are kept apart, in
 * {@link io.github.ecsmaven.descriptor.SourceMap}.
 */
public sealed interface Value {
    /** A structure of the API: its members that are present, by API name, in the order written. */
    record Structure(Map<String, Value> members) implements Value {
        public Structure {
            members = ordered(members);
        }

        /** A structure without members. */
        public static Structure empty() {
            return new Structure(Map.of());
        }
    }

    /** A map whose keys belong to the user: labels, log options, tags. */
    record Mapping(Map<String, Value> entries) implements Value {
        public Mapping {
            entries = ordered(entries);
        }
    }

    /** A list, in the order written or returned. */
    record Sequence(List<Value> elements) implements Value {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** A value without parts. */
    sealed interface Scalar extends Value {}

    /** A string, an enum member included. */
    record Text(String text) implements Scalar {}

    /** An integer or decimal number; {@code 1.0} and {@code 1} are equal. */
    record Numeral(BigDecimal number) implements Scalar {
        public Numeral {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }

        /** A whole number. */
        public static Numeral of(long number) {
            return new Numeral(BigDecimal.valueOf(number));
        }

        /**
         * A number in decimal notation.
         *
         * @throws NumberFormatException when it is none
         */
        public static Numeral parse(String number) {
            return new Numeral(new BigDecimal(number));
        }

        /** The number in digits, without an exponent: {@code 1024}. */
        @Override
        public String toString() {
            return number.toPlainString();
        }
    }

    /** A boolean. */
    record Flag(boolean on) implements Scalar {}

    /** A point in time. */
    record Moment(Instant instant) implements Scalar {}

    /** An explicit {@code null}: the member is to be removed or put back to AWS's default. */
    record Cleared() implements Value {}

    /**
     * A look-up that needs AWS or a file: known to be wanted, not yet known what it is.
     *
     * @param references what it asks for, in the order written
     * @param text the scalar with local references already filled in and look-ups as written, {@code ${ssm:/a/b}/live}
     */
    record Unresolved(List<Reference> references, String text) implements Value {
        public Unresolved {
            references = List.copyOf(references);
        }

        /** A value that is one look-up and nothing else. */
        public Unresolved(Reference reference) {
            this(List.of(reference), reference.toString());
        }

        /**
         * In the place of a value that is written and could not be read, which has been reported: nothing that depends on
         * it can be judged. Never part of a descriptor that was read.
         */
        public static Unresolved unreadable() {
            return new Unresolved(List.of(), "");
        }

        /** Whether it stands for a value that could not be read. */
        public boolean isUnreadable() {
            return references.isEmpty();
        }
    }

    private static Map<String, Value> ordered(Map<String, Value> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
