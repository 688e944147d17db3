package io.github.ecsmaven.iam;

import java.util.Arrays;
import java.util.Optional;

/**
 * The operator of a condition, for example {@code ForAnyValue:StringLikeIfExists}.
 *
 * @param quantifier how many of the request's values must satisfy the comparison
 * @param comparison how a value is compared
 * @param ifExists whether an absent key satisfies it
 */
public record ConditionOperator(Quantifier quantifier, Comparison comparison, boolean ifExists) {

    private static final String IF_EXISTS = "IfExists";

    /** Refuses {@code NullIfExists}, which IAM has not. */
    public ConditionOperator {
        if (comparison == Comparison.NULL && ifExists) {
            throw new IllegalArgumentException("Null cannot be combined with IfExists");
        }
    }

    /** The set operators. */
    public enum Quantifier {
        /** None: the key has one value. */
        SINGLE(""),
        /** Every value of the request, and so also none at all. */
        FOR_ALL_VALUES("ForAllValues:"),
        /** At least one value of the request. */
        FOR_ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /** An operator by its name in a document; case does not matter. Empty for a name that IAM has not. */
    public static Optional<ConditionOperator> of(String name) {
        Quantifier quantifier = Arrays.stream(Quantifier.values())
                .filter(each -> each != Quantifier.SINGLE && startsWith(name, each.prefix))
                .findFirst()
                .orElse(Quantifier.SINGLE);
        String rest = name.substring(quantifier.prefix.length());
        int stem = rest.length() - IF_EXISTS.length();
        boolean ifExists = stem > 0 && rest.regionMatches(true, stem, IF_EXISTS, 0, IF_EXISTS.length());
        String comparison = ifExists ? rest.substring(0, stem) : rest;
        return Arrays.stream(Comparison.values())
                .filter(each -> each.text().equalsIgnoreCase(comparison))
                .filter(each -> each != Comparison.NULL || !ifExists)
                .map(each -> new ConditionOperator(quantifier, each, ifExists))
                .findFirst();
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** As a policy document writes it. */
    public String text() {
        return quantifier.prefix + comparison.text() + (ifExists ? IF_EXISTS : "");
    }
}
