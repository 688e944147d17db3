package io.github.ecsmaven.local.clients;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The differences that are meant, each with its reason and where that can be read. */
final class Explanations {
    /** So many may be explained; more would be a list of what ecs-local does wrong. */
    static final int MOST = 20;

    private final Map<String, String> reasons;

    private Explanations(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /** The table beside this class. */
    static Explanations committed() throws IOException {
        return parse(Tables.text("explanations.tsv"));
    }

    /** @throws IllegalArgumentException when a row lacks reason or reference, one is there twice, or there are too many */
    static Explanations parse(String table) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (List<String> row : Tables.rows(table)) {
            if (row.size() != 4 || row.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("an explanation needs kind, path, reason and reference: " + row);
            }
            String key = row.get(0) + " " + row.get(1);
            if (reasons.put(key, row.get(2) + " (" + row.get(3) + ")") != null) {
                throw new IllegalArgumentException("explained twice: " + key);
            }
        }
        if (reasons.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " explanations: " + reasons.size());
        }
        return new Explanations(reasons);
    }

    /** Difference to reason, of those of the differences that are explained. */
    Map<String, String> explained(Set<String> differences) {
        Map<String, String> explained = new LinkedHashMap<>(reasons);
        explained.keySet().retainAll(differences);
        return explained;
    }

    /** The explanations of differences that are not there. */
    List<String> needless(Collection<String> differences) {
        List<String> needless = new ArrayList<>(reasons.keySet());
        needless.removeAll(differences);
        return needless;
    }
}
