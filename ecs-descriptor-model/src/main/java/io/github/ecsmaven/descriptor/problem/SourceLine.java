package io.github.ecsmaven.descriptor.problem;

import java.util.Arrays;

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

    /**
     * The part of a line around a column.
     *
     * @param column from 1, in code points
     */
    static SourceLine around(String line, int column) {
        int[] points = clean(line.stripTrailing());
        int at = Math.min(Math.max(column, 1) - 1, points.length);
        int from = points.length <= WIDEST ? 0 : Math.max(0, Math.min(at - BEFORE, points.length - WIDEST));
        int to = Math.min(points.length, from + WIDEST);
        String before = from > 0 ? ELLIPSIS : "";
        String after = to < points.length ? ELLIPSIS : "";
        StringBuilder caret = new StringBuilder(" ".repeat(before.length()));
        for (int point : Arrays.copyOfRange(points, from, at)) {
            caret.append(point == '\t' ? "\t" : " ".repeat(width(point)));
        }
        return new SourceLine(
                before + new String(points, from, to - from) + after,
                caret.append('^').toString());
    }

    /** A text on one line, without what would move a terminal's cursor. */
    static String plain(String text) {
        int[] points = clean(text);
        return new String(points, 0, points.length).replace('\t', ' ');
    }

    private static int[] clean(String text) {
        return text.codePoints()
                .map(point -> point == '\n' || point == '\r' ? ' ' : point)
                .map(point -> isHarmful(point) ? REPLACEMENT : point)
                .toArray();
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
