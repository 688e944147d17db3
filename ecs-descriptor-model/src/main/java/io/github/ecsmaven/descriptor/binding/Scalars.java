package io.github.ecsmaven.descriptor.binding;

import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.source.CoreScalar;
import io.github.ecsmaven.descriptor.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads a scalar's text as the type of its field, by the core schema of YAML 1.2. */
public final class Scalars {
    private static final int LONGEST_NUMBER = 60;

    private Scalars() {}

    /**
     * The value; empty where the text is none of that type.
     *
     * @param typed whether the text may be something else than a string: it was written without quotes, or comes from a
     *     reference
     */
    public static Optional<Value> parse(String text, Kind kind, Typing typed) {
        if (kind == Kind.TEXT) {
            return Optional.of(new Value.Text(text));
        }
        if (kind == Kind.INSTANT) {
            return instant(text);
        }
        if (typed == Typing.STRING) {
            return kind == Kind.DOCUMENT ? Optional.of(new Value.Text(text)) : Optional.empty();
        }
        return switch (kind) {
            case INTEGER -> whole(text, BigInteger.valueOf(Integer.MIN_VALUE), BigInteger.valueOf(Integer.MAX_VALUE));
            case LONG -> whole(text, BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE));
            case DECIMAL -> decimal(text);
            case BOOLEAN -> flag(text);
            case DOCUMENT -> Optional.of(any(text));
            default -> throw new IllegalStateException("handled above: " + kind);
        };
    }

    /** Whether a scalar can be something else than a string. */
    public enum Typing {
        BY_FIELD,
        STRING
    }

    private static Optional<Value> whole(String text, BigInteger least, BigInteger most) {
        if (text.length() > LONGEST_NUMBER || !CoreScalar.isInteger(text)) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(text);
        return number.compareTo(least) < 0 || number.compareTo(most) > 0
                ? Optional.empty()
                : Optional.of(new Value.Numeral(new BigDecimal(number)));
    }

    private static Optional<Value> decimal(String text) {
        if (text.length() > LONGEST_NUMBER || !CoreScalar.isDecimal(text)) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? Optional.of(new Value.Numeral(BigDecimal.valueOf(number))) : Optional.empty();
    }

    private static Optional<Value> flag(String text) {
        return CoreScalar.isBoolean(text)
                ? Optional.of(new Value.Flag(text.equalsIgnoreCase("true")))
                : Optional.empty();
    }

    private static Optional<Value> instant(String text) {
        try {
            return Optional.of(new Value.Moment(Instant.parse(text)));
        } catch (DateTimeParseException notUtc) {
            try {
                return Optional.of(new Value.Moment(OffsetDateTime.parse(text).toInstant()));
            } catch (DateTimeParseException neither) {
                return Optional.empty();
            }
        }
    }

    private static Value any(String text) {
        if (CoreScalar.isNull(text)) {
            return new Value.Cleared();
        }
        return flag(text).or(() -> decimal(text)).orElseGet(() -> new Value.Text(text));
    }
}
