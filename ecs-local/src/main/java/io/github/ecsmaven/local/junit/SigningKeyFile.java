package io.github.ecsmaven.local.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The issuer's key file, carried from one state directory to the next: making a key takes longer than everything else
 * at a start, and tests are no strangers to each other.
 *
 * @param pem the file's content
 */
record SigningKeyFile(String pem) {
    private static final String NAME = "oidc-signing-key.pem";

    static SigningKeyFile read(Path directory) {
        try {
            return new SigningKeyFile(Files.readString(directory.resolve(NAME)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path directory) {
        try {
            Files.writeString(directory.resolve(NAME), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return NAME;
    }
}
