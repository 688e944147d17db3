package io.github.ecsmaven.local.sts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes credentials that look like AWS's. */
final class SessionSecrets {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecureRandom random = new SecureRandom();

    /** {@code ASIA} and 16 characters. */
    String accessKeyId() {
        return "ASIA" + base32(bytes(16));
    }

    /** 40 characters. */
    String secretAccessKey() {
        return Base64.getEncoder().encodeToString(bytes(30));
    }

    /** Some 350 characters. */
    String sessionToken() {
        return Base64.getEncoder().encodeToString(bytes(264));
    }

    /** A role's unique id: {@code AROA} and 17 characters, always the same for the same role. */
    static String roleId(String account, String roleName) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((account + "/" + roleName).getBytes(StandardCharsets.UTF_8));
            return "AROA" + base32(digest).substring(0, 17);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(BASE32.charAt(b & 31));
        }
        return text.toString();
    }
}
