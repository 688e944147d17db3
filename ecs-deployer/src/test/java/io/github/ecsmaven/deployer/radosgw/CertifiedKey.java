package io.github.ecsmaven.deployer.radosgw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An RSA key and its certificate, which is how radosgw wants keys.
 *
 * @param key signs
 * @param certificate signed by the key itself
 */
record CertifiedKey(PrivateKey key, X509Certificate certificate) {
    private static final String PASSWORD = "loopback";

    /** A new one, made by the JDK's {@code keytool} in that folder. */
    static CertifiedKey generate(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        new CommandLine(folder, Map.of())
                .output(
                        Duration.ofMinutes(1),
                        List.of(
                                keytool.toString(),
                                "-genkeypair",
                                "-keystore",
                                file.toString(),
                                "-alias",
                                "key",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keyalg",
                                "RSA",
                                "-keysize",
                                "2048",
                                "-sigalg",
                                "SHA256withRSA",
                                "-dname",
                                "CN=" + name,
                                "-validity",
                                "30"))
                .orElseThrow(() -> new IOException("keytool made no key; see commands.log"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD.toCharArray());
        }
        PrivateKey key = (PrivateKey) store.getKey("key", PASSWORD.toCharArray());
        return new CertifiedKey(key, (X509Certificate) store.getCertificate("key"));
    }

    /** Puts the key where ecs-local's issuer takes its own from. */
    void writeForEcsLocal(Path stateDirectory) throws IOException {
        Files.createDirectories(stateDirectory);
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        Files.writeString(
                stateDirectory.resolve("oidc-signing-key.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }

    /** A JWT, RS256. */
    String sign(String header, String claims) throws GeneralSecurityException {
        String signed = base64Url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64Url(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64Url(signature.sign());
    }

    /** A JWT, HS256, with what is public as its secret: a verifier that asks the token for the algorithm takes it. */
    String authenticate(String header, String claims) throws GeneralSecurityException {
        String signed = base64Url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64Url(claims.getBytes(StandardCharsets.UTF_8));
        String certificate = "-----BEGIN CERTIFICATE-----\n" + encodedCertificate() + "\n-----END CERTIFICATE-----";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(certificate.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return signed + "." + base64Url(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The only member of {@code x5c}. */
    String encodedCertificate() throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }

    /** SHA-1 of the certificate, which an OIDC provider is registered with. */
    String thumbprint() throws GeneralSecurityException {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
