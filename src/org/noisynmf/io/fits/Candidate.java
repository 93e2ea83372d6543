package org.noisynmf.io.fits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;

/**
 * Numbers of a file that may be fluxes, uncertainties or wavelengths: an image, a part of one, or a column.
 *
 * @param unit index of the data unit, 0 = primary
 * @param header of the unit
 * @param name of the extension or column; empty if it has none
 * @param column whether it is a column
 * @param role what the name tells, or null
 * @param series the numbers
 */
record Candidate(int unit, Header header, String name, boolean column, @Nullable Role role, Series series) {

    /**
     * @param content a file
     * @return all that is there, in the order of the file
     * @throws IOException if it cannot be understood
     */
    static List<Candidate> all(final FitsContent content) throws IOException {
        final List<Candidate> all = new ArrayList<>();
        for (int u = 0; u < content.units().size(); u++) {
            final int unit = u;
            final BasicHDU<?> hdu = content.units().get(u);
            if (hdu instanceof BinaryTableHDU table) {
                all.addAll(content.reading(() -> columns(content, unit, table)));
            } else if (hdu instanceof ImageHDU image) {
                all.addAll(content.reading(() -> images(content, unit, image)));
            }
        }
        return all;
    }

    private static List<Candidate> columns(final FitsContent content, final int unit, final BinaryTableHDU table) {
        final List<Candidate> columns = new ArrayList<>();
        for (int c = 0; c < table.getNCols(); c++) {
            final BinaryTable.ColumnDesc form = table.getData().getDescriptor(c);
            final boolean numbers = form.isNumeric() && !form.isComplex() && !form.isVariableSize()
                && form.getEntryDimension() <= 1 && form.getElementCount() > 0;
            if (numbers && table.getNRows() > 0) {
                final String name = table.getHeader().getStringValue("TTYPE" + (c + 1), "").trim();
                columns.add(new Candidate(unit, table.getHeader(), name, true, Role.ofName(name),
                    new ColumnSeries(content, table.getData(), c)));
            }
        }
        return columns;
    }

    private static List<Candidate> images(final FitsContent content, final int unit, final ImageHDU image) {
        final Header header = image.getHeader();
        final int[] axes = image.getAxes();
        if (axes == null || axes.length == 0) {
            return List.of();
        }
        final Series series = new ImageSeries(content, image);
        if (series.count() == 0 || series.length() == 0) {
            return List.of();
        }
        if (axes.length > 1 && description(header, 1) != null) {
            return bands(unit, header, series, axes[0]);
        }
        final String name = header.getStringValue("EXTNAME", "").trim();
        return List.of(new Candidate(unit, header, name, false, Role.ofName(name), series));
    }

    /** Arrays of one spectrum or more that lie behind each other in one image, with their meanings in the header. */
    private static List<Candidate> bands(final int unit, final Header header, final Series series, final int count) {
        final List<Candidate> bands = new ArrayList<>();
        final int rows = series.count() / count;
        for (int b = 0; b < count; b++) {
            final String description = description(header, b + 1);
            if (description != null) {
                bands.add(new Candidate(unit, header, description, false, Role.ofDescription(description),
                    series.part(b * rows, rows)));
            }
        }
        return bands;
    }

    /** ARRAYn and UP_ARRnn are UVES_popler's, BANDIDn is IRAF's. */
    private static @Nullable String description(final Header header, final int band) {
        for (final String key : List.of("ARRAY" + band, String.format(Locale.ROOT, "UP_ARR%02d", band),
            "BANDID" + band)) {
            final String description = header.getStringValue(key);
            if (description != null) {
                return description.trim();
            }
        }
        return null;
    }

    /**
     * @param other another one of this file
     * @return whether its rows can belong to the rows of this one: each to each, or one to all
     */
    boolean fits(final Candidate other) {
        return other.series.length() == series.length()
            && (other.series.count() == 1 || other.series.count() == series.count());
    }

    /**
     * @param other another one of this file
     * @return whether both have the same rows
     */
    boolean hasShapeOf(final Candidate other) {
        return other.series.length() == series.length() && other.series.count() == series.count();
    }
}
