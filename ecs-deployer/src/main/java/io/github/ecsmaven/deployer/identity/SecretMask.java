package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.descriptor.value.Secrecy;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what others wrote, error pages and what programs print, before it goes into a message: those that
 * are known, and every long word that could be one.
 */
final class SecretMask {
    private static final int LONGEST = 240;
    /** A word of this length that mixes letters and digits: tokens and keys, and some identifiers with them. */
    private static final Pattern OPAQUE =
            Pattern.compile("(?=[\\w+/=~.-]*[0-9])(?=[\\w+/=~.-]*[A-Za-z])[\\w+/=~.-]{20,}");

    private final List<String> secrets;

    SecretMask(List<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** One line, cut where it is long, without a secret. */
    String masked(String text) {
        String line = text;
        for (String secret : secrets) {
            line = line.replace(secret, Secrecy.MASK);
        }
        line = OPAQUE.matcher(line).replaceAll(Secrecy.MASK);
        line = line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
