package org.noisynmf.knime.table;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Names that travel around the engine.
 *
 * @param rows the row ID of each observation
 * @param columns where the pixels stood
 * @param pixels d, the number of pixels
 */
public record Labels(List<String> rows, PixelColumns columns, int pixels) {

    /** @return a name for each pixel: its column, or its 0-based position in the vector */
    public List<String> pixelNames() {
        return columns.isVector() ? positions(pixels) : columns.names();
    }

    /**
     * @param pixels d
     * @return "Pixel 0" … for pixels that have no names
     */
    public static List<String> positions(final int pixels) {
        return IntStream.range(0, pixels).mapToObj(i -> "Pixel " + i).toList();
    }

    /**
     * @param rank q
     * @return "Template 0" …
     */
    public static List<String> templates(final int rank) {
        return IntStream.range(0, rank).mapToObj(k -> "Template " + k).toList();
    }

    /** @return a number that tells tables with other row IDs, or another order of them, from this one */
    public long rowsChecksum() {
        final CRC32 sum = new CRC32();
        for (final String row : rows) {
            sum.update(row.getBytes(StandardCharsets.UTF_8));
            sum.update(0);
        }
        return sum.getValue();
    }
}
