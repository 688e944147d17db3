package io.github.ecsmaven.deployer.report;

/** Texts that are too long for a line, without their middle. */
final class Shortening {
    static final String GAP = "…";

    /** Less says nothing any more; a line is then longer than it should be. */
    private static final int LEAST = 12;
    /** What of a common beginning is kept before a difference. */
    private static final int CONTEXT = 8;

    private Shortening() {}

    /** A text of at most so many characters, but a few are always left: its beginning and its end. */
    static String middle(String text, int room) {
        int length = Math.max(room, LEAST);
        if (text.length() <= length) {
            return text;
        }
        int head = (length - 1) / 2;
        int tail = length - 1 - head;
        return whole(text.substring(0, head), End.LAST) + GAP + whole(text.substring(text.length() - tail), End.FIRST);
    }

    /** Two texts that differ and share a line. */
    record Pair(String before, String after) {}

    /** The same for two that differ: what differs is to be seen. */
    static Pair pair(String before, String after, int room) {
        // Two that are masked are the same, and not to be read any shorter.
        if (before.equals(after) || before.length() + after.length() <= room) {
            return new Pair(before, after);
        }
        int common = commonBeginning(before, after);
        if (common > CONTEXT + 1) {
            int cut = common - CONTEXT;
            return shared(
                    GAP + whole(before.substring(cut), End.FIRST), GAP + whole(after.substring(cut), End.FIRST), room);
        }
        return shared(before, after, room);
    }

    /** What the shorter one does not need, the longer one may have. */
    private static Pair shared(String before, String after, int room) {
        int half = room / 2;
        int first = after.length() < half ? room - after.length() : half;
        int second = before.length() < half ? room - before.length() : half;
        return new Pair(beginning(before, after, first), beginning(after, before, second));
    }

    /** Without its middle, or, where that would hide what differs, without its end. */
    private static String beginning(String text, String other, int room) {
        String shortened = middle(text, room);
        if (!shortened.equals(middle(other, room)) || text.length() <= Math.max(room, LEAST)) {
            return shortened;
        }
        return whole(text.substring(0, Math.max(room, LEAST) - 1), End.LAST) + GAP;
    }

    private static int commonBeginning(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int same = 0;
        while (same < length && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    private enum End {
        FIRST,
        LAST
    }

    /** Half of a character that takes two places is none. */
    private static String whole(String text, End cut) {
        if (!text.isEmpty() && cut == End.FIRST && Character.isLowSurrogate(text.charAt(0))) {
            return text.substring(1);
        }
        return !text.isEmpty() && cut == End.LAST && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? text.substring(0, text.length() - 1)
                : text;
    }
}
