package io.github.ecsmaven.descriptor.suggestion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keys as other tools write them (CloudFormation, Terraform, docker compose, ecspresso), and how they are written here. */
public final class ForeignKeys {
    private static final String RESOURCE = "foreign-keys.tsv";

    private final Map<String, String> cures;

    private ForeignKeys(Map<String, String> cures) {
        this.cures = Map.copyOf(cures);
    }

    /** The table that comes with the plugin. */
    public static ForeignKeys load() {
        try (InputStream in = ForeignKeys.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            Map<String, String> cures = new HashMap<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> cures.put(cells[0] + " " + plain(cells[1]), cells[2]));
            return new ForeignKeys(cures);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * How a foreign key is written here, one sentence without a full stop.
     *
     * @param structure the name of the structure that it is written in
     */
    public Optional<String> cure(String structure, String key) {
        return Optional.ofNullable(cures.get(structure + " " + plain(key)));
    }

    /** A key without its case, underscores and hyphens: what two spellings of one name have in common. */
    public static String plain(String key) {
        return key.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
