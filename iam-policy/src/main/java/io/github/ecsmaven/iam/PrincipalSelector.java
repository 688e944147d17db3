package io.github.ecsmaven.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code Principal} or {@code NotPrincipal} element.
 *
 * @param sense whether the statement is about these principals or about all others
 * @param patterns the entries, those of one type beside each other as a document has them
 */
public record PrincipalSelector(Sense sense, List<PrincipalPattern> patterns) {

    /**
     * Puts the entries of one type beside each other.
     *
     * @throws IllegalArgumentException if the bare {@code *} has company, which a document cannot write
     */
    public PrincipalSelector {
        patterns = byType(patterns).values().stream().flatMap(List::stream).toList();
        boolean anyone = patterns.stream().anyMatch(pattern -> pattern.type() == PrincipalPattern.Type.ANYONE);
        if (anyone && patterns.size() > 1) {
            throw new IllegalArgumentException("a principal element that says * can name nobody else: " + patterns);
        }
    }

    /** The principals that one of the entries names. */
    public static PrincipalSelector matching(List<PrincipalPattern> patterns) {
        return new PrincipalSelector(Sense.MATCHING, patterns);
    }

    Map<PrincipalPattern.Type, List<PrincipalPattern>> byType() {
        return byType(patterns);
    }

    private static Map<PrincipalPattern.Type, List<PrincipalPattern>> byType(List<PrincipalPattern> patterns) {
        Map<PrincipalPattern.Type, List<PrincipalPattern>> byType = new LinkedHashMap<>();
        for (PrincipalPattern pattern : patterns) {
            byType.computeIfAbsent(pattern.type(), type -> new ArrayList<>()).add(pattern);
        }
        return byType;
    }
}
