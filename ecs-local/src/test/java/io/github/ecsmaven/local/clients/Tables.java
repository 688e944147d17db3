package io.github.ecsmaven.local.clients;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reading of the tables beside this class. */
final class Tables {
    private Tables() {}

    static String text(String resource) throws IOException {
        try (InputStream stream = Tables.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The rows without comments, each with the columns that it has. */
    static List<List<String>> rows(String table) {
        return table.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }
}
