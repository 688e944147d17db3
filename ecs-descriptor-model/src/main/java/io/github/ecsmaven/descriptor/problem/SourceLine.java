package io.github.ecsmaven.descriptor.problem;

/**
 * A line of a file as a terminal shows it, and the line below it with a caret under one column.
 *
 * @param text the line; of a long one the part around the column, between ellipses; what would move the cursor or turn the
 *     direction of writing is replaced
 * @param caret spaces as wide as what is before the column, and a caret. Tabs stay tabs, so that it lines up whatever a tab
 *     is wide
 */
record SourceLine(String text, String caret) {
    private static final int WIDEST = 120;
    private static final int BEFORE = 60;
    private static final String ELLIPSIS = "…";
    private static final int REPLACEMENT = 0xFFFD;

    /** Finds places in lines. One after the other in a line are found in one pass over it, however many there are. */
    static final class Finder {
        private String last = "";
        private int column = 1;
        private int index;

        /**
         * The part of a line around a column.
         *
         * @param wanted from 1, in code points
         */
        SourceLine around(String line, int wanted) {
            if (!line.equals(last) || wanted < column) {
                last = line;
                column = 1;
                index = 0;
            }
            while (column < wanted && index < line.length()) {
                index = line.offsetByCodePoints(index, 1);
                column++;
            }
            return SourceLine.at(line, index);
        }
    }

    private static SourceLine at(String line, int index) {
        int end = line.length();
        while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        int at = Math.min(index, end);
        int to = forward(line, back(line, at, BEFORE), WIDEST, end);
        int from = back(line, to, WIDEST);
        String before = from > 0 ? ELLIPSIS : "";
        String after = to < end ? ELLIPSIS : "";
        int[] points = clean(line.substring(from, to));
        StringBuilder caret = new StringBuilder(" ".repeat(before.length()));
        int under = line.codePointCount(from, at);
        for (int i = 0; i < under; i++) {
            caret.append(points[i] == '\t' ? "\t" : " ".repeat(width(points[i])));
        }
        return new SourceLine(
                before + new String(points, 0, points.length) + after,
                caret.append('^').toString());
    }

    private static int back(String line, int from, int points) {
        int at = from;
        for (int left = points; left > 0 && at > 0; left--) {
            at = line.offsetByCodePoints(at, -1);
        }
        return at;
    }

    private static int forward(String line, int from, int points, int end) {
        int at = from;
        for (int left = points; left > 0 && at < end; left--) {
            at = line.offsetByCodePoints(at, 1);
        }
        return at;
    }

    /** A text on one line, without what would move a terminal's cursor. */
    static String plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || c == '\n' || c == '\r' || isHarmful(c)) {
                int[] points = clean(text);
                return new String(points, 0, points.length).replace('\t', ' ');
            }
        }
        return text;
    }

    private static int[] clean(String text) {
        int[] points = new int[text.codePointCount(0, text.length())];
        int index = 0;
        for (int at = 0; at < points.length; at++) {
            int point = text.codePointAt(index);
            index += Character.charCount(point);
            points[at] = shown(point);
        }
        return points;
    }

    private static int shown(int point) {
        if (point == '\n' || point == '\r') {
            return ' ';
        }
        return isHarmful(point) ? REPLACEMENT : point;
    }

    private static boolean isHarmful(int point) {
        boolean direction = (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x200E
                || point == 0x200F
                || point == 0x061C;
        return direction || (Character.isISOControl(point) && point != '\t');
    }

    /** Columns of a terminal: Unicode's East Asian wide characters and emoji take two, marks on another character none. */
    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = isIn(point, 0x1100, 0x115F)
                || isIn(point, 0x2E80, 0x303E)
                || isIn(point, 0x3041, 0xA4CF)
                || isIn(point, 0xAC00, 0xD7A3)
                || isIn(point, 0xF900, 0xFAFF)
                || isIn(point, 0xFE30, 0xFE6F)
                || isIn(point, 0xFF00, 0xFF60)
                || isIn(point, 0xFFE0, 0xFFE6)
                || isIn(point, 0x1F300, 0x1F64F)
                || isIn(point, 0x1F680, 0x1F6FF)
                || isIn(point, 0x1F900, 0x1F9FF)
                || isIn(point, 0x20000, 0x3FFFD);
        return wide ? 2 : 1;
    }

    private static boolean isIn(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
