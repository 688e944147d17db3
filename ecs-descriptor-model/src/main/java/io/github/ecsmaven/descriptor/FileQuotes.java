package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The lines of several files that a message may show. */
final class FileQuotes {
    private final Map<String, Quotes> byFile = new HashMap<>();

    void add(SourceDocument document) {
        byFile.put(document.file(), new Quotes(document));
    }

    Optional<String> of(SourcePosition position) {
        return Optional.ofNullable(byFile.get(position.file())).flatMap(quotes -> quotes.of(position));
    }
}
