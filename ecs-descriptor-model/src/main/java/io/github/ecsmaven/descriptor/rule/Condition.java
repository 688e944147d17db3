package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a rule holds.
 *
 * @param terms all must hold; none: always
 */
record Condition(List<Term> terms) {
    /** How a member is compared. */
    enum Test {
        ONE_OF,
        NONE_OF,
        PRESENT
    }

    /** A test of one member, by its name or dotted path. */
    record Term(String member, Test test, Set<String> values) {
        Term {
            values = Set.copyOf(values);
        }

        static Term parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                return new Term(text, Test.PRESENT, Set.of());
            }
            Set<String> values =
                    Set.copyOf(Arrays.asList(text.substring(equals + 1).split("\\|")));
            return text.charAt(equals - 1) == '!'
                    ? new Term(text.substring(0, equals - 1), Test.NONE_OF, values)
                    : new Term(text.substring(0, equals), Test.ONE_OF, values);
        }

        boolean holds(Surroundings surroundings) {
            Optional<Value> found = surroundings.find(member);
            return switch (test) {
                case PRESENT -> found.isPresent();
                case ONE_OF -> found.filter(this::isListed).isPresent();
                case NONE_OF -> found.filter(this::isListed).isEmpty();
            };
        }

        private boolean isListed(Value value) {
            if (value instanceof Value.Sequence sequence) {
                return sequence.elements().stream().anyMatch(this::isListed);
            }
            return ListOrder.keyText(value).filter(values::contains).isPresent();
        }
    }

    static final Condition ALWAYS = new Condition(List.of());

    Condition {
        terms = List.copyOf(terms);
    }

    static Condition parse(String text) {
        return text.equals("-")
                ? ALWAYS
                : new Condition(Arrays.stream(text.split("&")).map(Term::parse).toList());
    }

    boolean isUnconditional() {
        return terms.isEmpty();
    }

    boolean holds(Surroundings surroundings) {
        return terms.stream().allMatch(term -> term.holds(surroundings));
    }
}
