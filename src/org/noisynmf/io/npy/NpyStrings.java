package org.noisynmf.io.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.Quote;

/** A one-dimensional array of text in an npy file: {@code U}, four bytes a character, or {@code S}, one. */
final class NpyStrings {

    private static final Pattern HEADER =
        Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([<>|=]?)([US])(\\d{1,6})['\"].*"
            + "['\"]shape['\"]\\s*:\\s*\\((\\d{1,9}),\\s*\\)", Pattern.DOTALL);

    private static final int UTF_32_BYTES = 4;

    private NpyStrings() {
    }

    /**
     * @param in at the signature; not closed
     * @param name of the array, for messages
     * @return its texts
     * @throws MatrixFormatException if it is no such array
     * @throws IOException if it cannot be read
     */
    static List<String> read(final InputStream in, final String name) throws IOException {
        final String text = NpyHeader.text(in, name);
        final Matcher header = HEADER.matcher(text);
        if (!header.find()) {
            throw new MatrixFormatException(
                name + " should hold names, but is not a one-dimensional array of text: "
                    + Quote.beginning(text.strip()));
        }
        final boolean wide = "U".equals(header.group(2));
        final int bytes = Integer.parseInt(header.group(3)) * (wide ? UTF_32_BYTES : 1);
        final int count = Integer.parseInt(header.group(4));
        final Charset charset = !wide ? StandardCharsets.ISO_8859_1
            : Charset.forName(">".equals(header.group(1)) || "=".equals(header.group(1))
                && ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE");
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final byte[] entry = in.readNBytes(bytes);
            if (entry.length < bytes) {
                throw new MatrixFormatException(name + " ends within name " + i + " (counted from 0) of " + count);
            }
            names.add(charset.decode(ByteBuffer.wrap(entry)).toString().replaceAll("\0+$", ""));
        }
        return names;
    }
}
