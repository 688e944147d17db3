package io.github.ecsmaven.descriptor.source;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A text of which those parts are rewritten, one after the other, that JSON and YAML 1.2 allow and SnakeYAML refuses: tabs
 * inside flow collections, and the escape {@code \/}. Places are given as in the file.
 */
final class JsonText {
    private static final String SOLIDUS = "\\/";
    private static final String SOLIDUS_BY_NUMBER = "\\x2f";
    private static final int WIDENED_BY = SOLIDUS_BY_NUMBER.length() - SOLIDUS.length();
    /** Each rewriting means that the document is read once more. */
    private static final int MAX_REWRITINGS = 300;

    /** By line from 0, the columns from 0 at which an escape was made longer, as in the rewritten text. */
    private final Map<Integer, TreeSet<Integer>> widened = new HashMap<>();

    private String text;
    private int rewritings;

    JsonText(String text) {
        this.text = text;
    }

    /** The text as far as it has been rewritten. */
    String text() {
        return text;
    }

    /** Rewrites the place at which reading has failed; false where it is not one that JSON allows. */
    boolean rewrite(MarkedYAMLException failure) {
        Mark mark = failure.getProblemMark();
        if (mark == null || ++rewritings > MAX_REWRITINGS) {
            return false;
        }
        int index = text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
        if (index > 0 && text.startsWith(SOLIDUS, index - 1)) {
            text = text.substring(0, index - 1) + SOLIDUS_BY_NUMBER + text.substring(index + 1);
            widened.computeIfAbsent(mark.getLine(), line -> new TreeSet<>()).add(mark.getColumn());
            return true;
        }
        return FlowTabs.replaced(text, index)
                .map(spaced -> {
                    text = spaced;
                    return true;
                })
                .orElse(false);
    }

    /** The column in the file, from 1, of a place in the rewritten text. */
    int column(Mark mark) {
        // Asked for each scalar of a file, and hardly any file is rewritten.
        TreeSet<Integer> columns = widened.isEmpty() ? null : widened.get(mark.getLine());
        int before = columns == null ? 0 : columns.headSet(mark.getColumn()).size();
        return mark.getColumn() + 1 - WIDENED_BY * before;
    }
}
