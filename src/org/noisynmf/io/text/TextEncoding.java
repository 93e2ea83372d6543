package org.noisynmf.io.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * In which encoding a text file is: UTF-16 if it begins with its byte order mark or every second byte is 0, else UTF-8,
 * with or without a mark.
 *
 * @param charset the encoding
 * @param markBytes length of the byte order mark at the beginning
 */
public record TextEncoding(Charset charset, int markBytes) {

    /** Bytes that are looked at, and fewest for UTF-16 without a mark. */
    private static final int LOOKED_AT = 64;

    private static final int FEWEST = 6;

    /**
     * @param head the first bytes of a file
     * @return its encoding, or null if it is no text
     */
    public static @Nullable TextEncoding of(final byte[] head) {
        if (begins(head, 0xff, 0xfe)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (begins(head, 0xfe, 0xff)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        final int looked = Math.min(LOOKED_AT, head.length) / 2 * 2;
        if (looked >= FEWEST && zeros(head, 1, looked) && !zeros(head, 0, looked)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        if (looked >= FEWEST && zeros(head, 0, looked) && !zeros(head, 1, looked)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0);
        }
        for (final byte b : head) {
            if (b == 0) {
                return null;
            }
        }
        return new TextEncoding(StandardCharsets.UTF_8, begins(head, 0xef, 0xbb, 0xbf) ? 3 : 0);
    }

    private static boolean begins(final byte[] head, final int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(final byte[] head, final int first, final int end) {
        for (int i = first; i < end; i += 2) {
            if (head[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
