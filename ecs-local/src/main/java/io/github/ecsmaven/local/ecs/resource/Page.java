package io.github.ecsmaven.local.ecs.resource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param items what is on it
 * @param nextToken where the next begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int MOST = 100;

    /**
     * The page that a request asks for.
     *
     * @param maxResults as requested, 1 to 100
     * @param usual the size where none is requested
     */
    public static <T> Page<T> of(List<T> all, @Nullable String token, @Nullable Integer maxResults, int usual) {
        return of(all, token, maxResults, usual, MOST);
    }

    /**
     * The page that a request asks for, where AWS has another limit than 100.
     *
     * @param maxResults as requested, 1 to {@code most}
     * @param usual the size where none is requested
     */
    public static <T> Page<T> of(
            List<T> all, @Nullable String token, @Nullable Integer maxResults, int usual, int most) {
        if (maxResults != null && (maxResults < 1 || maxResults > most)) {
            throw Errors.invalidParameter("maxResults must be between 1 and " + most + ".");
        }
        int size = maxResults == null ? usual : maxResults;
        int start = token == null ? 0 : position(token, all.size());
        int end = Math.min(all.size(), start + size);
        return new Page<>(List.copyOf(all.subList(start, end)), end < all.size() ? token(end) : null);
    }

    private static String token(int position) {
        return Base64.getUrlEncoder().encodeToString(("from:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token, int size) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("from:")) {
                return Math.min(size, Integer.parseUnsignedInt(text.substring("from:".length())));
            }
        } catch (IllegalArgumentException notOurs) {
            throw invalidToken();
        }
        throw invalidToken();
    }

    private static RuntimeException invalidToken() {
        return Errors.invalidParameter("Invalid token.");
    }
}
