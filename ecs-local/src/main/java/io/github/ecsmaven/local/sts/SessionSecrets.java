package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.iam.UniqueId;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes credentials that look like AWS's. */
final class SessionSecrets {
    private final SecureRandom random = new SecureRandom();

    /** {@code ASIA} and 16 characters. */
    String accessKeyId() {
        return "ASIA" + UniqueId.base32(bytes(16));
    }

    /** 40 characters. */
    String secretAccessKey() {
        return Base64.getEncoder().encodeToString(bytes(30));
    }

    /** Some 350 characters. */
    String sessionToken() {
        return Base64.getEncoder().encodeToString(bytes(264));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
