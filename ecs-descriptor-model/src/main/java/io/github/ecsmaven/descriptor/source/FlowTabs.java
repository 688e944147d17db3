package io.github.ecsmaven.descriptor.source;

import java.util.Optional;

/**
 * Tabs between the parts of a flow collection, as JSON has them. YAML allows them there, as it does between a key and its
 * value, and SnakeYAML does not; tabs that indent a block collection stay what they are, an error. Each tab becomes one
 * space, so that every place in the file keeps its line and column.
 */
final class FlowTabs {
    private static final String OPENING = "{[";
    private static final String CLOSING = "}]";
    private static final String AFTER_WHICH_NO_TEXT_GOES_ON = OPENING + CLOSING + ",:\"'\n\r";
    private static final String BEFORE_WHICH_TEXT_ENDS = CLOSING + ",\n\r";

    private final StringBuilder text;
    private final int failure;

    private FlowTabs(String text, int failure) {
        this.text = new StringBuilder(text);
        this.failure = failure;
    }

    /**
     * The text without the tabs of the flow collection in which reading has failed.
     *
     * @param failure index at which it has failed, in chars: of a tab, or of a space beside one
     * @return empty where there is no tab, or none between the parts of a flow collection or between a key and its value
     */
    static Optional<String> replaced(String text, int failure) {
        int start = failure;
        while (start > 0 && isBlank(text.charAt(start - 1))) {
            start--;
        }
        int end = failure;
        while (end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        if (text.substring(start, end).indexOf('\t') < 0) {
            return Optional.empty();
        }
        FlowTabs tabs = new FlowTabs(text, failure);
        int before = tabs.lastVisibleBefore(start);
        char last = before < 0 ? '\n' : text.charAt(before);
        if (before < 0 && end < text.length() && OPENING.indexOf(text.charAt(end)) >= 0) {
            tabs.replaceFrom(start);
        } else if (OPENING.indexOf(last) >= 0 || last == ',') {
            tabs.replaceFrom(tabs.firstLineOfFlow(before));
        } else if ((last == ':' && before + 1 == start) || isClosing(text, end)) {
            tabs.replaceRun(start, end);
        } else {
            return Optional.empty();
        }
        return Optional.of(tabs.text.toString());
    }

    private static boolean isClosing(String text, int index) {
        return index < text.length() && CLOSING.indexOf(text.charAt(index)) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private int lastVisibleBefore(int index) {
        int at = index - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }

    /** Upwards as long as lines end like those inside a flow collection. */
    private int firstLineOfFlow(int visible) {
        int start = text.lastIndexOf("\n", visible) + 1;
        int before = lastVisibleBefore(start);
        while (before >= 0 && (OPENING + ",").indexOf(text.charAt(before)) >= 0) {
            start = text.lastIndexOf("\n", before) + 1;
            before = lastVisibleBefore(start);
        }
        return start;
    }

    private void replaceRun(int start, int end) {
        for (int at = start; at < end; at++) {
            text.setCharAt(at, ' ');
        }
    }

    private void replaceFrom(int start) {
        int depth = 0;
        int at = start;
        while (at < text.length() && (at <= failure || depth > 0)) {
            char here = text.charAt(at);
            if ((here == '"' || here == '\'') && isStartOfToken(at)) {
                at = endOfQuoted(at, here);
            } else if (OPENING.indexOf(here) >= 0) {
                depth++;
            } else if (CLOSING.indexOf(here) >= 0) {
                depth--;
            } else if (here == '#' && at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
                at = Math.max(at, text.indexOf("\n", at) - 1);
            } else if (here == '\t' && isSeparation(at)) {
                text.setCharAt(at, ' ');
            }
            at++;
        }
    }

    private boolean isStartOfToken(int at) {
        int before = at - 1;
        return before < 0
                || Character.isWhitespace(text.charAt(before))
                || AFTER_WHICH_NO_TEXT_GOES_ON.indexOf(text.charAt(before)) >= 0;
    }

    private int endOfQuoted(int start, char quote) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /** Whether it stands between two tokens and not inside a text without quotes. */
    private boolean isSeparation(int tab) {
        int before = tab - 1;
        while (before >= 0 && isBlank(text.charAt(before))) {
            before--;
        }
        int after = tab + 1;
        while (after < text.length() && isBlank(text.charAt(after))) {
            after++;
        }
        return before < 0
                || AFTER_WHICH_NO_TEXT_GOES_ON.indexOf(text.charAt(before)) >= 0
                || after == text.length()
                || BEFORE_WHICH_TEXT_ENDS.indexOf(text.charAt(after)) >= 0;
    }
}
