package io.github.ecsmaven.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IAM policy document: an identity, resource, session or trust policy.
 *
 * @param version {@value #CURRENT_VERSION} or {@value #FIRST_VERSION}; {@code null} counts as the latter
 * @param id the document's name, {@code null} when it has none
 * @param statements its statements, at least one
 */
public record Policy(@Nullable String version, @Nullable String id, List<Statement> statements) {

    /** The version of the language that has policy variables. */
    public static final String CURRENT_VERSION = "2012-10-17";

    /** The first version of the language, in which {@code ${…}} is plain text. */
    public static final String FIRST_VERSION = "2008-10-17";

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no statement
     */
    public Policy {
        statements = List.copyOf(statements);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("a policy has at least one statement");
        }
    }

    /**
     * Reads a document.
     *
     * @param json the document's text
     * @throws MalformedPolicyException if it is not JSON or not a policy, with the path of what is wrong
     */
    public static Policy parse(String json) {
        return PolicyReader.read(json);
    }

    /** A policy of the current version. */
    public static Policy of(List<Statement> statements) {
        return new Policy(CURRENT_VERSION, null, statements);
    }

    /** The document without blanks; one policy always gives the same text, and parsing that gives an equal policy. */
    public String toJson() {
        return PolicyWriter.write(this);
    }

    boolean hasVariables() {
        return CURRENT_VERSION.equals(version);
    }
}
