package io.github.ecsmaven.local.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/** gzip on the wire: requests that say so are unpacked, answers are packed for clients that accept it. */
final class BodyCoding {
    private static final String CODING = "content-encoding";
    private static final String GZIP = "gzip";

    /** A shorter answer does not get shorter. */
    private static final int LEAST_PACKED = 1024;

    private BodyCoding() {}

    /**
     * The call with its body as it was before packing.
     *
     * @throws ApiException when it is packed in another way, damaged, or longer than
     *     {@link LoopbackServer#MOST_BODY_BYTES} when unpacked
     */
    static HttpCall unpacked(HttpCall call) {
        String coding = String.join(",", call.headers().getOrDefault(CODING, List.of()))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (coding.isEmpty() || coding.equals("identity")) {
            return call;
        }
        if (!coding.equals(GZIP)) {
            throw new ApiException(
                    "SerializationException",
                    400,
                    "The request has the Content-Encoding '" + coding + "'; known is gzip");
        }
        Map<String, List<String>> headers = new TreeMap<>(call.headers());
        headers.remove(CODING);
        SdkBytes body = SdkBytes.fromByteArray(gunzipped(call.body().asByteArray()));
        return new HttpCall(call.method(), call.path(), call.query(), headers, body);
    }

    private static byte[] gunzipped(byte[] packed) {
        byte[] body;
        try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            body = input.readNBytes(LoopbackServer.MOST_BODY_BYTES + 1);
        } catch (IOException damaged) {
            throw new ApiException("SerializationException", 400, "The request body is not valid gzip");
        }
        if (body.length > LoopbackServer.MOST_BODY_BYTES) {
            throw TooLong.error();
        }
        return body;
    }

    /** The answer as this client is to have it. */
    static HttpAnswer forClient(HttpAnswer answer, List<String> acceptEncoding) {
        byte[] body = answer.body().asByteArray();
        if (body.length < LEAST_PACKED || !accepts(acceptEncoding)) {
            return answer;
        }
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.put("Content-Encoding", GZIP);
        headers.put("Vary", "Accept-Encoding");
        return new HttpAnswer(answer.status(), answer.contentType(), headers, SdkBytes.fromByteArray(gzipped(body)));
    }

    private static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(bytes)) {
            output.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** Whether gzip is named, and not with a weight of zero. Source: RFC 9110, 12.5.3. */
    private static boolean accepts(List<String> acceptEncoding) {
        return acceptEncoding.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.strip().toLowerCase(Locale.ROOT).replace(" ", ""))
                .anyMatch(value ->
                        value.equals(GZIP) || (value.startsWith(GZIP + ";q=") && !value.matches(".*;q=0(\\.0*)?")));
    }
}
