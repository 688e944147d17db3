package io.github.ecsmaven.local.token;

import io.github.ecsmaven.local.problem.EcsLocalException;
import io.github.ecsmaven.local.state.OwnerOnlyFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The issuer's RSA key. It stays in the state directory, so that tokens outlive a restart. */
final class SigningKey {
    private static final String FILE = "oidc-signing-key.pem";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int BITS = 2048;

    private final RSAPrivateCrtKey key;

    private SigningKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /**
     * The key that the directory holds; made at the first time.
     *
     * @throws EcsLocalException when the file is damaged or cannot be written
     */
    static SigningKey in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            return written(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * A new key, which takes the place of the one that the directory holds.
     *
     * @throws EcsLocalException when it cannot be written
     */
    static SigningKey replacedIn(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return written(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static SigningKey written(Path file) throws IOException {
        SigningKey made = generated();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(made.key.getEncoded());
        OwnerOnlyFile.replace(file, String.join("\n", BEGIN, base64, END, "").getBytes(StandardCharsets.US_ASCII));
        return made;
    }

    private static EcsLocalException unusable(Path file, IOException cause) {
        return new EcsLocalException("the issuer's key " + file + " cannot be read or written: " + cause, cause);
    }

    static SigningKey generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return of(generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** RS256 over the text, base64url. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return base64Url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the issuer's key does not sign: " + e.getMessage(), e);
        }
    }

    String modulus() {
        return base64Url(unsigned(key.getModulus()));
    }

    String exponent() {
        return base64Url(unsigned(key.getPublicExponent()));
    }

    /** The key's thumbprint. Source: RFC 7638. */
    String id() {
        String jwk = "{\"e\":\"" + exponent() + "\",\"kty\":\"RSA\",\"n\":\"" + modulus() + "\"}";
        try {
            return base64Url(MessageDigest.getInstance("SHA-256").digest(jwk.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static SigningKey read(Path file) throws IOException {
        try {
            String base64 = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .replace(BEGIN, "")
                    .replace(END, "");
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new EcsLocalException(
                    "the issuer's key " + file + " is damaged; it was left as it is. Delete it, and a new key is made "
                            + "at the next start; tokens signed with the old one are then refused",
                    e);
        }
    }

    private static SigningKey of(PrivateKey key) {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return new SigningKey(rsa);
        }
        throw new IllegalArgumentException("not an RSA key with its public exponent");
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
