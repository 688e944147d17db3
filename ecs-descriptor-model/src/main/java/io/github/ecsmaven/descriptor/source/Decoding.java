package io.github.ecsmaven.descriptor.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes to text: UTF-8 and nothing else, so that no character is ever guessed. A UTF-8 byte order mark is dropped. */
final class Decoding {
    private final @Nullable String text;
    private final @Nullable SourceFault fault;

    private Decoding(@Nullable String text, @Nullable SourceFault fault) {
        this.text = text;
        this.fault = fault;
    }

    static Decoding of(String file, byte[] bytes) {
        String other = otherEncoding(bytes);
        if (other != null) {
            return wrong(file, 1, 1, "The file is encoded in " + other + ", not in UTF-8", other);
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length - start + 1);
        CoderResult result = decoder.decode(in, out, true);
        String decoded = out.flip().toString();
        if (!result.isError()) {
            return new Decoding(decoded, null);
        }
        int lastBreak = decoded.lastIndexOf('\n');
        int line = (int) decoded.chars().filter(c -> c == '\n').count() + 1;
        int column = decoded.codePointCount(lastBreak + 1, decoded.length()) + 1;
        String found = String.format("The byte 0x%02X here is not UTF-8", bytes[in.position()]);
        return wrong(file, line, column, found + " (it looks like ISO-8859-1 or Windows-1252)", "ISO-8859-1");
    }

    /** The text; null where there is a fault. */
    @Nullable String text() {
        return text;
    }

    /** What is wrong; null where there is a text. */
    @Nullable SourceFault fault() {
        return fault;
    }

    private static Decoding wrong(String file, int line, int column, String what, String encoding) {
        SourcePosition position = new SourcePosition(file, line, column);
        String cure = "Save it as UTF-8, for instance with `iconv -f " + encoding + " -t UTF-8`";
        return new Decoding(null, new SourceFault(SourceFault.Kind.WRONG_ENCODING, position, what, cure));
    }

    private static @Nullable String otherEncoding(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE, 0x00, 0x00) || startsWith(bytes, 0x00, 0x00, 0xFE, 0xFF)) {
            return "UTF-32";
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return "UTF-16";
        }
        // Without a mark, a zero among the first two bytes can only be the half of an ASCII character in UTF-16.
        if (bytes.length >= 2 && bytes[0] == 0 && bytes[1] != 0) {
            return "UTF-16BE";
        }
        return bytes.length >= 2 && bytes[0] != 0 && bytes[1] == 0 ? "UTF-16LE" : null;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
