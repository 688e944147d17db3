package io.github.ecsmaven.iam;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address or a range in CIDR notation. Parsed here because the JDK's own parser would ask the name service about a text
 * that is no address.
 */
final class IpRange {

    private static final int IPV6_GROUPS = 8;

    private final byte[] address;
    private final int prefixBits;

    private IpRange(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /** A range such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or a single address. Empty for any other text. */
    static Optional<IpRange> of(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        int bits = slash < 0 ? address.length * 8 : number(text.substring(slash + 1), 10, address.length * 8);
        return bits < 0 ? Optional.empty() : Optional.of(new IpRange(address, bits));
    }

    /** Whether the other range lies in this one; never for addresses of different versions. */
    boolean contains(IpRange other) {
        if (address.length != other.address.length || prefixBits > other.prefixBits) {
            return false;
        }
        int whole = prefixBits / 8;
        if (!Arrays.equals(address, 0, whole, other.address, 0, whole)) {
            return false;
        }
        int rest = prefixBits % 8;
        return rest == 0 || ((address[whole] ^ other.address[whole]) & 0xFF) >> (8 - rest) == 0;
    }

    private static byte @Nullable [] address(String text) {
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    private static byte @Nullable [] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] address = new byte[4];
        for (int i = 0; i < parts.length; i++) {
            int octet = number(parts[i], 10, 255);
            if (octet < 0) {
                return null;
            }
            address[i] = (byte) octet;
        }
        return address;
    }

    private static byte @Nullable [] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] address = groups(text);
            return address != null && address.length == IPV6_GROUPS * 2 ? address : null;
        }
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + 2));
        if (head == null || tail == null || head.length + tail.length >= IPV6_GROUPS * 2) {
            return null;
        }
        byte[] address = Arrays.copyOf(head, IPV6_GROUPS * 2);
        System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
        return address;
    }

    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] address = new byte[parts.length * 2];
        for (int i = 0; i < parts.length; i++) {
            int group = number(parts[i], 16, 0xFFFF);
            if (group < 0) {
                return null;
            }
            address[2 * i] = (byte) (group >> 8);
            address[2 * i + 1] = (byte) group;
        }
        return address;
    }

    /** A number of one to four digits, -1 for any other text or one that is too large. */
    private static int number(String text, int radix, int largest) {
        boolean digits = !text.isEmpty()
                && text.length() <= 4
                && text.chars().allMatch(character -> character < 128 && Character.digit(character, radix) >= 0);
        int value = digits ? Integer.parseInt(text, radix) : -1;
        return value <= largest ? value : -1;
    }
}
