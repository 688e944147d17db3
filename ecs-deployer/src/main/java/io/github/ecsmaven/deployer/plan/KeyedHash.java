package io.github.ecsmaven.deployer.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two values are the same without keeping them: HMAC-SHA256 under a key made for one document, so that hashes
 * of two documents say nothing about each other. Takes any tree of records, maps, collections and values that print what
 * they are, so that an action or a section that comes later is covered without a change here.
 */
public final class KeyedHash {
    /** Bytes of a key. */
    public static final int KEY_LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    /** @param key {@link #KEY_LENGTH} random bytes */
    public KeyedHash(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        this.key = key.clone();
    }

    /**
     * With a key as a document has it.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static KeyedHash ofEncodedKey(String key) {
        return new KeyedHash(Base64.getDecoder().decode(key));
    }

    /** The key as a document has it. */
    String encodedKey() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** The hash of a value, lists in their order. */
    String of(@Nullable Object value) {
        return of(value, Order.MATTERS);
    }

    /** The same whatever order a list has: AWS answers some in another one each time. */
    String ofUnordered(@Nullable Object value) {
        return of(value, Order.DOES_NOT_MATTER);
    }

    /** Keys and hashes are not printed. */
    @Override
    public String toString() {
        return "KeyedHash";
    }

    private enum Order {
        MATTERS,
        DOES_NOT_MATTER
    }

    private String of(@Nullable Object value, Order order) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text(value, order).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** A text that two values share only where they are equal: everything is led by its kind and its length. */
    private static String text(@Nullable Object value, Order order) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Optional<?> optional) {
            return text(optional.orElse(null), order);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((name, part) -> sorted.put(text(name, order), text(part, order)));
            return led("map", sorted.toString());
        }
        if (value instanceof Collection<?> collection) {
            List<String> parts = new ArrayList<>();
            collection.forEach(part -> parts.add(text(part, order)));
            if (order == Order.DOES_NOT_MATTER || value instanceof Set<?>) {
                parts.sort(null);
            }
            return led("list", parts.toString());
        }
        return value instanceof Record record
                ? led(value.getClass().getSimpleName(), components(record, order))
                : led(value.getClass().getSimpleName(), value.toString());
    }

    private static String components(Record record, Order order) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            text.append(component.getName()).append('=').append(text(read(record, component), order));
        }
        return text.toString();
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the components of " + record.getClass() + " can be read by all", e);
        }
    }

    private static String led(String kind, String content) {
        return kind + ":" + content.length() + ":" + content;
    }
}
