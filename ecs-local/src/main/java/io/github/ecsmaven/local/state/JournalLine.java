package io.github.ecsmaven.local.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One entry of the journal as it is in the file: {@code CHECKSUM LENGTH JSON} and a line feed, which JSON as it is
 * written here does not contain. A write that a killed process began leaves a beginning of it, without the line feed.
 * Whatever else does not fit was done to the file by somebody else, or by the disk.
 *
 * @param jsonBegin where its JSON begins
 * @param jsonEnd where its JSON ends, which is where the line feed is
 */
record JournalLine(int jsonBegin, int jsonEnd) {
    private static final Pattern START = Pattern.compile("([0-9a-f]{8}) ([1-9][0-9]{0,9}) ");
    private static final Pattern CUT_OFF_START = Pattern.compile("[0-9a-f]{0,8}|[0-9a-f]{8} ([1-9][0-9]{0,9})? ?");
    private static final int LONGEST_START = 20;

    /** Says where a line does not fit, and why. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;

        DamagedException(int begin, String why) {
            super("the entry at byte " + begin + " " + why);
        }
    }

    static byte[] of(byte[] json) {
        byte[] start = (checksum(json, 0, json.length) + " " + json.length + " ").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(start.length + json.length + 1)
                .put(start)
                .put(json)
                .put((byte) '\n')
                .array();
    }

    /**
     * Reads the line that begins there, before the end of the file.
     *
     * @return nothing when it is the last one and was cut off
     */
    static Optional<JournalLine> at(byte[] file, int begin) throws DamagedException {
        int feed = lineFeed(file, begin);
        int startEnd = Math.min(begin + LONGEST_START, feed);
        String beginning = new String(file, begin, startEnd - begin, StandardCharsets.ISO_8859_1);
        Matcher start = START.matcher(beginning);
        boolean hasFeed = feed < file.length;
        if (!start.lookingAt()) {
            if (!hasFeed && CUT_OFF_START.matcher(beginning).matches()) {
                return Optional.empty();
            }
            throw new DamagedException(begin, "does not begin with its checksum and length");
        }
        int jsonBegin = begin + start.end();
        long length = Long.parseLong(start.group(2));
        if (!hasFeed && feed - jsonBegin <= length) {
            return Optional.empty();
        }
        if (feed - jsonBegin != length) {
            throw new DamagedException(begin, "should have " + length + " bytes and has " + (feed - jsonBegin));
        }
        if (!checksum(file, jsonBegin, (int) length).equals(start.group(1))) {
            throw new DamagedException(begin, "does not fit its checksum");
        }
        return Optional.of(new JournalLine(jsonBegin, feed));
    }

    /** Where the next line begins. */
    int next() {
        return jsonEnd + 1;
    }

    private static int lineFeed(byte[] file, int begin) {
        int at = begin;
        while (at < file.length && file[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The CRC-32C of bytes, as 8 hexadecimal digits. */
    static String checksum(byte[] bytes, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return "%08x".formatted(checksum.getValue());
    }
}
