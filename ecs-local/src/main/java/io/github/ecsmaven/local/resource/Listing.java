package io.github.ecsmaven.local.resource;

import io.github.ecsmaven.local.wire.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a listing is cut into pages.
 *
 * @param usual the size of a page where none is asked for
 * @param most the largest that can be asked for
 * @param wrongSize makes the error of a size below 1 or above {@code most}, of a message
 * @param wrongToken makes the error of a token that this listing did not give out
 */
public record Listing(
        int usual, int most, Function<String, ApiException> wrongSize, Supplier<ApiException> wrongToken) {
    private static final String MARK = "from:";

    /**
     * One page.
     *
     * @param items what is on it
     * @param nextToken where the next begins; null on the last
     */
    public record Page<T>(List<T> items, @Nullable String nextToken) {}

    /**
     * The page that a request asks for.
     *
     * @param token of the page before; null for the first
     * @param size as asked for; null for the usual
     */
    public <T> Page<T> page(List<T> all, @Nullable String token, @Nullable Integer size) {
        if (size != null && (size < 1 || size > most)) {
            throw wrongSize.apply(String.format(Locale.ROOT, "must be between 1 and %d.", most));
        }
        int start = token == null ? 0 : position(token, all.size());
        int end = Math.min(all.size(), start + (size == null ? usual : size));
        return new Page<>(List.copyOf(all.subList(start, end)), end < all.size() ? token(end) : null);
    }

    private static String token(int position) {
        return Base64.getUrlEncoder().encodeToString((MARK + position).getBytes(StandardCharsets.UTF_8));
    }

    private int position(String token, int size) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return Math.min(size, Integer.parseUnsignedInt(text.substring(MARK.length())));
            }
        } catch (IllegalArgumentException notOurs) {
            throw wrongToken.get();
        }
        throw wrongToken.get();
    }
}
