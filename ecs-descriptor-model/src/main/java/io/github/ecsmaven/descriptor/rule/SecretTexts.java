package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that have no form of their own: passwords that are assigned inside a text, passwords among arguments, and texts
 * that are too random for a name. What is random by nature and no secret is left alone: ARNs, digests, UUIDs, commit ids,
 * paths, generated names.
 */
public final class SecretTexts {
    private static final String WORDS =
            "passw(?:or)?d|passphrase|pwd|secret|token|credentials?|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|account[_-]?key|shared[_-]?access[_-]?key";
    /** {@code password=…} and {@code "password": "…"}; a reference is no value. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)(?:" + WORDS + ")(?:[\"']\\s*:\\s*[\"']|\\s?=\\s?[\"']?)(?![$<{]|\\(sensitive\\))[^\\s\"'&;,]{3}");

    private static final Pattern OPTION = Pattern.compile("-{0,2}([A-Za-z][\\w.-]*)=(.+)", Pattern.DOTALL);
    private static final Pattern OPTION_NAME = Pattern.compile("--?([A-Za-z][\\w.-]*)");

    private static final Pattern SEPARATOR = Pattern.compile("[\\s\"'`,;:?&()<>{}\\[\\]@|]+");
    private static final Pattern ONE_RUN = Pattern.compile("[A-Za-z0-9]{20,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,}={0,2}");
    private static final Pattern SLASH = Pattern.compile("[+/]");
    /** With hyphens and underscores, as names have them; so one part has to be longer than those of names. */
    private static final Pattern BASE64_URL = Pattern.compile("(?=.*[A-Za-z0-9]{16})[A-Za-z0-9_-]{32,}");

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F-]+");
    private static final Pattern WORD = Pattern.compile("[a-z]{7}|[A-Z]{9}");
    private static final Pattern SMALL = Pattern.compile(".*[a-z].*");
    private static final Pattern CAPITAL = Pattern.compile(".*[A-Z].*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int SHORTEST_BETWEEN = 9;
    private static final int ENOUGH = 32;
    private static final double RANDOM = 0.87;
    private static final int MOST_READ = 100_000;
    /** Shorter values by name are left in other texts: they are words. */
    private static final int SHORTEST_ELSEWHERE = 6;

    private SecretTexts() {}

    /** Whether a value that a user wrote holds something that looks secret. */
    public static boolean looksSecret(String text) {
        if (SecretPatterns.occurIn(text)) {
            return true;
        }
        String read = text.length() > MOST_READ ? text.substring(0, MOST_READ) : text;
        if (ASSIGNED.matcher(read).find()) {
            return true;
        }
        return !read.startsWith("arn:") && SEPARATOR.splitAsStream(read).anyMatch(SecretTexts::isRandom);
    }

    /** Arguments of a program with those masked that are secret by their option's name or by their own look. */
    public static List<String> maskedArguments(List<String> arguments) {
        List<String> masked = new ArrayList<>();
        boolean next = false;
        for (String argument : arguments) {
            Matcher option = OPTION.matcher(argument);
            if (next && !argument.startsWith("-")) {
                masked.add(SecretNames.MASK);
            } else if (option.matches() && SecretPatterns.isNamed(option.group(1))) {
                masked.add(argument.substring(0, option.start(2)) + SecretNames.MASK);
            } else {
                masked.add(looksSecret(argument) ? SecretNames.MASK : argument);
            }
            Matcher name = OPTION_NAME.matcher(argument);
            next = name.matches() && SecretPatterns.isNamed(name.group(1));
        }
        return masked;
    }

    /**
     * The values of variables and options whose names say that they are secret, as far as they are no words that may stand
     * anywhere: for looking whether a message repeats one.
     */
    public static Set<String> named(Value value) {
        Set<String> found = new HashSet<>();
        collect("", value, found);
        return found;
    }

    private static void collect(String name, Value value, Set<String> found) {
        if (value instanceof Value.Structure structure) {
            String named = structure.members().get("name") instanceof Value.Text text ? text.text() : "";
            structure.members().forEach((member, part) -> collect(member.equals("value") ? named : "", part, found));
        } else if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach((key, part) -> collect(key, part, found));
        } else if (value instanceof Value.Sequence sequence) {
            sequence.elements().forEach(element -> collect("", element, found));
        } else if (value instanceof Value.Text text
                && text.text().length() >= SHORTEST_ELSEWHERE
                && SecretPatterns.isNamedAndFilled(name, text.text())) {
            found.add(text.text());
        }
    }

    private static boolean isRandom(String word) {
        int assigned = word.indexOf('=');
        String token = assigned > 0 && assigned < word.length() - 3 ? word.substring(assigned + 1) : word;
        if (token.length() < 20 || token.startsWith("/") || token.startsWith("./") || isHexadecimal(token)) {
            return false;
        }
        Matcher runs = ONE_RUN.matcher(token);
        while (runs.find()) {
            if (!isHexadecimal(runs.group()) && isMixed(runs.group()) && isSpread(runs.group())) {
                return true;
            }
        }
        return (isEncoded(token) || BASE64_URL.matcher(token).matches()) && isMixed(token) && isSpread(token);
    }

    /** As Base64 is, and not as a path is: that has more slashes. */
    private static boolean isEncoded(String token) {
        return BASE64.matcher(token).matches()
                && SLASH.matcher(token).results().count() <= token.length() / SHORTEST_BETWEEN;
    }

    private static boolean isHexadecimal(String token) {
        return HEXADECIMAL.matcher(token).matches();
    }

    /** Small and capital letters and digits, digits in several places, in many where there is something like a word. */
    private static boolean isMixed(String token) {
        long digits = DIGITS.matcher(token).results().count();
        return SMALL.matcher(token).matches()
                && CAPITAL.matcher(token).matches()
                && digits >= (WORD.matcher(token).find() ? 5 : 2);
    }

    /** Whether a token has nearly as much entropy as one of its length can have; words have less. */
    private static boolean isSpread(String token) {
        return bits(token) >= RANDOM * Math.log(Math.min(token.length(), ENOUGH)) / Math.log(2);
    }

    /** Shannon's entropy, bits for a character. */
    private static double bits(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(each -> counts.merge(each, 1, Integer::sum));
        double sum = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            sum -= share * Math.log(share) / Math.log(2);
        }
        return sum;
    }
}
