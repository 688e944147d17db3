package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
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
    record Term(List<String> member, Test test, Set<String> values) {
        Term {
            member = List.copyOf(member);
            values = Set.copyOf(values);
        }

        static Term parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                return new Term(names(text), Test.PRESENT, Set.of());
            }
            Set<String> values =
                    Set.copyOf(Arrays.asList(text.substring(equals + 1).split("\\|")));
            return text.charAt(equals - 1) == '!'
                    ? new Term(names(text.substring(0, equals - 1)), Test.NONE_OF, values)
                    : new Term(names(text.substring(0, equals)), Test.ONE_OF, values);
        }

        private static List<String> names(String dotted) {
            return Arrays.asList(dotted.split("\\."));
        }

        boolean holds(Surroundings surroundings) {
            Optional<Value> found = surroundings.find(member);
            if (test == Test.PRESENT) {
                return found.isPresent();
            }
            boolean isListed = found.isPresent() && isListed(found.get());
            return isListed == (test == Test.ONE_OF);
        }

        private boolean isListed(Value value) {
            if (value instanceof Value.Sequence sequence) {
                for (Value element : sequence.elements()) {
                    if (isListed(element)) {
                        return true;
                    }
                }
                return false;
            }
            Optional<String> text = ListOrder.keyText(value);
            return text.isPresent() && values.contains(text.get());
        }
    }

    static final Condition ALWAYS = new Condition(List.of());

    Condition {
        terms = List.copyOf(terms);
    }

    static Condition parse(String text) {
        return text.equals("-") ? ALWAYS : new Condition(terms(text));
    }

    private static List<Term> terms(String text) {
        List<Term> terms = new ArrayList<>();
        for (String term : text.split("&", -1)) {
            terms.add(Term.parse(term));
        }
        return terms;
    }

    boolean isUnconditional() {
        return terms.isEmpty();
    }

    boolean holds(Surroundings surroundings) {
        for (Term term : terms) {
            if (!term.holds(surroundings)) {
                return false;
            }
        }
        return true;
    }
}
