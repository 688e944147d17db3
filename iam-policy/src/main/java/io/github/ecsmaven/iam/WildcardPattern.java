package io.github.ecsmaven.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A text with wildcards: {@code *} for any characters, also none, {@code ?} for exactly one. */
final class WildcardPattern {

    /** Stand for the wildcards among the code points, which are never negative. */
    private static final int ANY_SEQUENCE = -1;

    private static final int ANY_CHARACTER = -2;

    private final int[] tokens;

    private WildcardPattern(int[] tokens) {
        this.tokens = tokens;
    }

    /** The pattern of a text in which the wildcards count. */
    static WildcardPattern of(String text) {
        return new Builder().addPattern(text).build();
    }

    /** Whether the whole text fits. Takes time proportional to the product of both lengths at worst. */
    boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        int token = 0;
        int position = 0;
        int lastSequence = -1;
        int retryFrom = 0;
        while (position < characters.length) {
            if (token < tokens.length && tokens[token] == ANY_SEQUENCE) {
                lastSequence = token++;
                retryFrom = position;
            } else if (token < tokens.length
                    && (tokens[token] == ANY_CHARACTER || tokens[token] == characters[position])) {
                token++;
                position++;
            } else if (lastSequence >= 0) {
                token = lastSequence + 1;
                position = ++retryFrom;
            } else {
                return false;
            }
        }
        return IntStream.range(token, tokens.length).allMatch(rest -> tokens[rest] == ANY_SEQUENCE);
    }

    /** The parts between the colons, of which the last keeps its own when there would be more than {@code limit}. */
    List<WildcardPattern> splitAtColons(int limit) {
        List<WildcardPattern> parts = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < tokens.length && parts.size() < limit - 1; end++) {
            if (tokens[end] == ':') {
                parts.add(new WildcardPattern(Arrays.copyOfRange(tokens, start, end)));
                start = end + 1;
            }
        }
        parts.add(new WildcardPattern(Arrays.copyOfRange(tokens, start, tokens.length)));
        return parts;
    }

    /** Puts a pattern together from parts with and without wildcards. */
    static final class Builder {
        private final IntStream.Builder tokens = IntStream.builder();

        Builder addPattern(String text) {
            text.codePoints()
                    .forEach(character -> tokens.add(
                            switch (character) {
                                case '*' -> ANY_SEQUENCE;
                                case '?' -> ANY_CHARACTER;
                                default -> character;
                            }));
            return this;
        }

        Builder addLiteral(String text) {
            text.codePoints().forEach(tokens::add);
            return this;
        }

        WildcardPattern build() {
            return new WildcardPattern(tokens.build().toArray());
        }
    }
}
