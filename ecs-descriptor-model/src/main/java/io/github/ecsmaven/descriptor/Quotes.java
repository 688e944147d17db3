package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.rule.SecretPatterns;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The lines of a descriptor that a message may show: those without the value of an environment variable or a log option,
 * where people write passwords although {@code secrets} is the place, and without anything that has the form of a key.
 */
final class Quotes {
    private static final Set<String> SECRETIVE = Set.of("environment", "options");

    private final SourceDocument document;
    private final Set<Integer> hidden = new HashSet<>();
    /** What was asked for before: a line may have many problems, and be long. */
    private final Map<Integer, Optional<String>> shown = new HashMap<>();

    Quotes(SourceDocument document) {
        this.document = document;
        document.root().ifPresentOrElse(root -> search(root, Inside.ORDINARY), () -> hidden.add(0));
    }

    /** Whether the value at hand may be a secret. */
    private enum Inside {
        ORDINARY,
        SECRETIVE
    }

    /** The line at a place, where it may be shown. */
    Optional<String> of(SourcePosition position) {
        return shown.computeIfAbsent(position.line(), this::of);
    }

    private Optional<String> of(int number) {
        // A file that could not be read as YAML says nothing about which of its lines are harmless.
        if (hidden.contains(0)) {
            return document.line(number)
                    .filter(line -> SECRETIVE.stream().noneMatch(line::contains) && !line.contains("value"))
                    .filter(line -> !SecretPatterns.occurIn(line));
        }
        return hidden.contains(number)
                ? Optional.empty()
                : document.line(number).filter(line -> !SecretPatterns.occurIn(line));
    }

    private void search(SourceNode node, Inside inside) {
        if (node instanceof ScalarNode scalar && inside == Inside.SECRETIVE) {
            int first = scalar.position().line();
            // A block begins on the line of its indicator, its text on the next one.
            int more = (int) scalar.text().lines().count();
            IntStream.rangeClosed(first, more > 1 ? first + more : first).forEach(hidden::add);
        }
        if (node instanceof ListNode list) {
            list.elements().forEach(element -> search(element, inside));
        }
        if (node instanceof MapNode map) {
            for (Entry entry : map.entries()) {
                boolean secretive = SECRETIVE.contains(entry.key().text());
                boolean name = entry.key().text().equals("name");
                Inside next = secretive || (inside == Inside.SECRETIVE && !name) ? Inside.SECRETIVE : Inside.ORDINARY;
                search(entry.value(), next);
            }
        }
    }
}
