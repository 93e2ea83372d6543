package org.noisynmf.io.fits.file;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.Header;

/**
 * Whether the data that a header promises can be there: FITS standard 4.0, eq. 1 and 2 (size of the data unit) and
 * section 7.3.1 (width of a table's row).
 */
public final class DataSize {

    /** What a number of an image can be: table 8 of the standard. */
    public static final Set<Integer> BITPIX = Set.of(8, 16, 32, 64, -32, -64);

    /** A format of a column: repeat count (group 1, may be empty) and letter (group 2). */
    public static final Pattern FORM = Pattern.compile("\\s*(\\d{0,9})([LXBIJKAEDCMPQ]).*");

    /** Bits of one element of a column, table 18 of the standard. */
    private static final Map<String, Integer> BITS = Map.ofEntries(Map.entry("L", 8), Map.entry("X", 1),
        Map.entry("B", 8), Map.entry("I", 16), Map.entry("J", 32), Map.entry("K", 64), Map.entry("A", 8),
        Map.entry("E", 32), Map.entry("D", 64), Map.entry("C", 64), Map.entry("M", 128), Map.entry("P", 64),
        Map.entry("Q", 128));

    private DataSize() {
    }

    /**
     * @param header read without error
     * @param left bytes of the file behind it
     * @return what is wrong, or null if nothing is
     */
    static @Nullable String problem(final Header header, final long left) {
        final int bitpix = header.getIntValue("BITPIX");
        final int axes = header.getIntValue("NAXIS", -1);
        if (!BITPIX.contains(bitpix)) {
            return "BITPIX is " + bitpix + ", but must be one of 8, 16, 32, 64, -32, -64";
        }
        if (axes < 0 || axes > 999) {
            return "NAXIS is " + axes + ", but must be 0 to 999";
        }
        long bytes = axes == 0 ? 0 : Math.abs(bitpix) / 8;
        try {
            for (int a = 1; a <= axes; a++) {
                final long length = header.getLongValue("NAXIS" + a, -1);
                if (length < 0 || length > Integer.MAX_VALUE) {
                    return "NAXIS" + a + " is " + length + ", but must be 0 to " + Integer.MAX_VALUE;
                }
                bytes = Math.multiplyExact(bytes, length);
            }
            final long heap = axes == 0 ? 0 : header.getLongValue("PCOUNT", 0);
            if (heap < 0) {
                return "PCOUNT is " + heap + ", but must be 0 or more";
            }
            bytes = Math.addExact(bytes, heap);
        } catch (final ArithmeticException e) {
            return "the axes multiply to more than any file can hold";
        }
        if (bytes > left) {
            return "it promises " + bytes + " bytes of data, but only " + left + " are left in the file";
        }
        return "BINTABLE".equals(header.getStringValue("XTENSION", "").trim()) ? tableProblem(header) : null;
    }

    /**
     * @param header read without error
     * @return bytes of data that it promises, or −1 if it is none
     */
    static long promised(final Header header) {
        if (problem(header, Long.MAX_VALUE) != null) {
            return -1;
        }
        final int axes = header.getIntValue("NAXIS", -1);
        long bytes = axes == 0 ? 0 : Math.abs(header.getIntValue("BITPIX")) / 8;
        for (int a = 1; a <= axes; a++) {
            bytes *= header.getLongValue("NAXIS" + a);
        }
        return axes == 0 ? 0 : bytes + header.getLongValue("PCOUNT", 0);
    }

    /**
     * @param form a match of {@link #FORM}
     * @return its repeat count
     */
    public static int repeat(final Matcher form) {
        return form.group(1).isEmpty() ? 1 : Integer.parseInt(form.group(1));
    }

    /**
     * @param form a match of {@link #FORM}
     * @return bytes of a cell
     */
    public static long width(final Matcher form) {
        return ((long)repeat(form) * BITS.getOrDefault(form.group(2), 0) + 7) / 8;
    }

    private static @Nullable String tableProblem(final Header header) {
        final int fields = header.getIntValue("TFIELDS", -1);
        if (fields < 0 || fields > 999) {
            return "TFIELDS is " + fields + ", but must be 0 to 999";
        }
        long width = 0;
        for (int f = 1; f <= fields; f++) {
            final String form = header.getStringValue("TFORM" + f, "");
            final Matcher matcher = FORM.matcher(form);
            if (!matcher.matches()) {
                return "TFORM" + f + " is \"" + Excerpt.of(form) + "\", which is not a format of a column";
            }
            if ("PQ".contains(matcher.group(2)) && repeat(matcher) != 1) {
                return "TFORM" + f + " is \"" + Excerpt.of(form) + "\", but a row has one array of variable length";
            }
            width += width(matcher);
        }
        final long promised = header.getLongValue("NAXIS1");
        return width == promised ? null
            : "the columns of the table take " + width + " bytes per row, but NAXIS1 is " + promised;
    }
}
