package io.github.ecsmaven.local.iam;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** IAM's unique identifiers: a prefix for the kind and 17 characters. */
public final class UniqueId {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 17;

    private UniqueId() {}

    /** Always the same for the same seed. */
    public static String of(String prefix, String seed) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return prefix + base32(digest).substring(0, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A character of {@code A-Z2-7} for each byte. */
    public static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(BASE32.charAt(each & 31));
        }
        return text.toString();
    }
}
