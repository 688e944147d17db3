package io.github.ecsmaven.facts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** What the two generators of tables share: how a row is written, and from which file a table was made. */
final class TableSource {

    private static final String DIGEST_PREFIX = "# made from a file with SHA-256 ";

    private TableSource() {}

    /** A row of a table: columns with tabs between them, without the empty ones at its end. */
    static String row(String... columns) {
        for (String column : columns) {
            if (column.indexOf('\t') >= 0 || column.indexOf('\n') >= 0) {
                throw new IllegalStateException("a column with a tab or a line break: " + column);
            }
        }
        return String.join("\t", columns).stripTrailing();
    }

    /** The first line of a table. */
    static String digestLine(byte[] source) {
        try {
            return DIGEST_PREFIX
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(source)) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The file of the corpus that a table was made from. Aborts the test when no corpus is given, or when it holds another
     * edition of the file, with which the table need not agree.
     */
    static Path corpusFile(String relativePath, String table) throws Exception {
        String corpus = System.getProperty("corpus", "");
        Assumptions.assumeFalse(corpus.isBlank(), "no corpus given");
        // Relative to where Maven was started, not to this module.
        Path file =
                Path.of(System.getProperty("corpus.base", "")).resolve(corpus).resolve(relativePath);
        Assumptions.assumeTrue(Files.isRegularFile(file), "the corpus has no " + relativePath);
        boolean sameEdition = table.startsWith(digestLine(Files.readAllBytes(file)));
        Assumptions.assumeTrue(sameEdition, "the table was made from another edition of " + relativePath);
        return file;
    }

    static String committed(String resource) throws Exception {
        try (var stream = TableSource.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
