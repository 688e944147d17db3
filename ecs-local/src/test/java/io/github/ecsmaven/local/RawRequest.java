package io.github.ecsmaven.local;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A request as the bytes that travel. It signs by the rules of SigV4, written down here a second time. */
final class RawRequest {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final String service;
    private final Map<String, String> headers = new TreeMap<>();
    private String method = "POST";
    private String query = "";
    private byte[] body;

    private RawRequest(URI endpoint, String service, String contentType, String body) {
        this.service = service;
        this.body = body.getBytes(StandardCharsets.UTF_8);
        headers.put("host", endpoint.getAuthority());
        headers.put("content-type", contentType);
    }

    static RawRequest ecs(URI endpoint, String operation, String body) {
        return new RawRequest(endpoint, "ecs", "application/x-amz-json-1.1", body)
                .header("x-amz-target", "AmazonEC2ContainerServiceV20141113." + operation);
    }

    static RawRequest sts(URI endpoint, String action) {
        String form = "Action=" + action + "&Version=2011-06-15";
        return new RawRequest(endpoint, "sts", "application/x-www-form-urlencoded; charset=utf-8", form);
    }

    RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    RawRequest without(String name) {
        headers.remove(name);
        return this;
    }

    RawRequest body(byte[] newBody) {
        body = newBody;
        return this;
    }

    /** The form as a query instead. */
    RawRequest asGet() {
        method = "GET";
        query = new String(body, StandardCharsets.UTF_8);
        body = new byte[0];
        headers.remove("content-type");
        return this;
    }

    RawRequest gzipped() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        body = packed.toByteArray();
        return header("content-encoding", "gzip");
    }

    RawRequest signed(Credentials credentials) throws GeneralSecurityException {
        return signed(credentials, Instant.now());
    }

    RawRequest signed(Credentials credentials, Instant at) throws GeneralSecurityException {
        String date = DATE.format(at.atOffset(ZoneOffset.UTC));
        headers.put("x-amz-date", date);
        if (credentials.sessionToken() != null) {
            headers.put("x-amz-security-token", credentials.sessionToken());
        }
        String names = String.join(";", headers.keySet());
        String canonical = String.join(
                "\n",
                method,
                "/",
                query,
                headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                hex(sha256(body)));
        String scope = date.substring(0, 8) + "/eu-west-1/" + service + "/aws4_request";
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scope, hex(sha256(utf8(canonical))));
        byte[] key = utf8("AWS4" + credentials.secretAccessKey());
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + hex(hmac(key, toSign)));
        return this;
    }

    byte[] bytes() {
        return concatenated(head("Content-Length: " + body.length), body);
    }

    byte[] head(String last) {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        String target = query.isEmpty() ? "/" : "/?" + query;
        return utf8(method + " " + target + " HTTP/1.1\r\n" + lines + last + "\r\n\r\n");
    }

    byte[] body() {
        return body.clone();
    }

    /** In chunks of that many bytes. */
    byte[] chunked(int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head("Transfer-Encoding: chunked"));
        for (int at = 0; at < body.length; at += size) {
            int length = Math.min(size, body.length - at);
            bytes.writeBytes(utf8(Integer.toHexString(length) + "\r\n"));
            bytes.write(body, at, length);
            bytes.writeBytes(utf8("\r\n"));
        }
        bytes.writeBytes(utf8("0\r\n\r\n"));
        return bytes.toByteArray();
    }

    static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List.of(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(utf8(text));
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
