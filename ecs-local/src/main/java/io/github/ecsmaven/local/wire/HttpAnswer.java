package io.github.ecsmaven.local.wire;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One HTTP response.
 *
 * @param status the HTTP status
 * @param contentType the body's media type
 * @param headers besides the content type
 * @param body may be empty
 */
public record HttpAnswer(int status, String contentType, Map<String, String> headers, SdkBytes body) {
    /** A plain JSON document. */
    public static HttpAnswer json(byte[] document) {
        return new HttpAnswer(200, "application/json", Map.of(), SdkBytes.fromByteArray(document));
    }

    /** One line of plain text. */
    public static HttpAnswer text(int status, String line) {
        return new HttpAnswer(status, "text/plain; charset=utf-8", Map.of(), SdkBytes.fromUtf8String(line + "\n"));
    }
}
