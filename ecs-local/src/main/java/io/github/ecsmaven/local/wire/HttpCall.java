package io.github.ecsmaven.local.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One HTTP request, read to its end.
 *
 * @param method {@code POST}
 * @param path as it was sent, still encoded
 * @param query as it was sent, without the question mark; empty when there is none
 * @param headers by name in lower case
 * @param body at most {@link LoopbackServer#MOST_BODY_BYTES}
 */
public record HttpCall(String method, String path, String query, Map<String, List<String>> headers, SdkBytes body) {
    /** The header's first value. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    HttpCall withBody(SdkBytes newBody) {
        return new HttpCall(method, path, query, headers, newBody);
    }
}
