package io.github.ecsmaven.local.ecs.resource;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * Identifiers that look like those of ECS. Each is a digest of a seed and a running number, so what happens by itself in
 * the course of time happens with the same identifiers, whenever it is worked out.
 */
public final class Identifiers {
    private static final BigInteger NINETEEN_DIGITS = BigInteger.TEN.pow(19);
    private static final int ID_LENGTH = 21;

    private final String seed;
    private long issued;

    /**
     * Begins anew.
     *
     * @param seed what tells these identifiers from all others
     */
    public Identifiers(String seed) {
        this.seed = seed;
    }

    /** Writes where it is. */
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName("seed").writeValue(seed);
        json.writeFieldName("issued").writeValue(issued);
        json.writeEndObject();
    }

    /** Goes on where it was. */
    public static Identifiers read(JsonNode json) {
        Identifiers read = new Identifiers(SavedMember.of(json, "seed").asString());
        read.issued = Long.parseLong(SavedMember.of(json, "issued").asNumber());
        return read;
    }

    /** 32 hexadecimal digits: a task. */
    public String task() {
        return HexFormat.of().formatHex(next(), 0, 16);
    }

    /** 8-4-4-4-12 hexadecimal digits: a container, an event. */
    public String uuid() {
        String hex = HexFormat.of().formatHex(next(), 0, 16);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    /** 19 decimal digits: a deployment and its service revision. */
    public String digits() {
        return "%019d".formatted(new BigInteger(1, next()).mod(NINETEEN_DIGITS));
    }

    /** 21 letters, digits, hyphens and underscores: a service deployment. */
    public String serviceDeployment() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next()).substring(0, ID_LENGTH);
    }

    private byte[] next() {
        issued++;
        return sha256(seed + " " + issued);
    }

    /** The digest that stands for what a registry would say of an image: {@code sha256:…}, the same for the same name. */
    public static String imageDigest(String image) {
        int at = image.indexOf("@sha256:");
        return at >= 0 ? image.substring(at + 1) : "sha256:" + HexFormat.of().formatHex(sha256(image));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
