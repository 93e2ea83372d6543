package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.axis.StatedUnit;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.image.compression.hdu.CompressedTableHDU;

/**
 * Numbers of a file that may be fluxes, uncertainties or wavelengths: an image, a part of one, or a column.
 *
 * @param unit index of the data unit, 0 = primary
 * @param header of the unit
 * @param name of the extension or column; empty if it has none
 * @param number of the column, from 1; 0 for an image
 * @param role what the name tells, or null
 * @param series the numbers
 * @param axes lengths of the axes of a whole image, NAXIS1 first; empty for columns and parts of images
 */
public record Candidate(int unit, Header header, String name, int number, @Nullable Role role, Series series,
    List<Integer> axes) {

    /** What compressing programs call an image that had no name. */
    private static final String NAME_OF_NONE = "COMPRESSED_IMAGE";

    /**
     * @param content a file
     * @return all that is there, in the order of the file
     * @throws IOException if it cannot be understood
     */
    public static List<Candidate> all(final FitsContent content) throws IOException {
        final List<Candidate> all = new ArrayList<>();
        for (int u = 0; u < content.units().size(); u++) {
            final int unit = u;
            final BasicHDU<?> hdu = content.units().get(u);
            if (hdu instanceof CompressedImageHDU image) {
                all.addAll(content.reading(() -> compressedImages(content, unit, image)));
            } else if (hdu instanceof CompressedTableHDU table) {
                all.addAll(content.reading(() -> compressedColumns(content, unit, table)));
            } else if (hdu instanceof BinaryTableHDU table) {
                all.addAll(content.reading(() -> columns(content, unit, table)));
            } else if (hdu instanceof ImageHDU image) {
                all.addAll(content.reading(() -> images(content, unit, image)));
            }
        }
        return all;
    }

    private static List<Candidate> columns(final FitsContent content, final int unit, final BinaryTableHDU table) {
        final List<Candidate> columns = new ArrayList<>();
        final Header header = table.getHeader();
        final BinaryTable data = table.getData();
        final Cells cells = new Cells(content, unit, header, data);
        for (int c = 0; c < table.getNCols() && table.getNRows() > 0; c++) {
            final BinaryTable.ColumnDesc form = data.getDescriptor(c);
            if (!(form.isNumeric() || form.isLogical()) || form.isComplex()) {
                continue;
            }
            if (form.isVariableSize()) {
                columns.add(column(unit, header, c, form.isLogical(),
                    new VariableSeries(cells, header, data, c)));
            } else if (form.getEntryDimension() <= 1 && form.getElementCount() > 0) {
                columns.add(column(unit, header, c, form.isLogical(), new ColumnSeries(cells, header, data, c)));
            }
        }
        return columns;
    }

    /** True and false can be a mask and nothing else. */
    private static Candidate column(final int unit, final Header header, final int column, final boolean logical,
        final Series series) {
        final String name = header.getStringValue("TTYPE" + (column + 1), "").trim();
        final Role named = Role.ofName(name);
        final Role role = named != null ? named : ofUcd(header.getStringValue("TUCD" + (column + 1), ""));
        return new Candidate(unit, header, name, column + 1,
            !logical || role != null && role.isMask() ? role : null, series, List.of());
    }

    /** The words of ESO and the Virtual Observatory, for columns whose names tell nothing. */
    private static @Nullable Role ofUcd(final String ucd) {
        final String words = ucd.trim().toLowerCase(Locale.ROOT);
        return words.startsWith("em.wl") ? Role.WAVELENGTH
            : words.startsWith("phot.flux.density") ? Role.FLUX
            : words.startsWith("stat.error;phot.flux.density") ? Role.ERROR
            : words.startsWith("meta.code.qual") ? Role.MASK : null;
    }

    private static List<Candidate> compressedColumns(final FitsContent content, final int unit,
        final CompressedTableHDU table) throws FitsFormatException {
        final List<Candidate> columns = new ArrayList<>();
        for (int c = 0; c < table.getNCols(); c++) {
            final CompressedColumnSeries series = CompressedColumnSeries.of(content, unit, table, c);
            if (series != null) {
                columns.add(column(unit, table.getHeader(), c, series.isLogical(), series));
            }
        }
        return columns;
    }

    private static List<Candidate> compressedImages(final FitsContent content, final int unit,
        final CompressedImageHDU image) throws IOException {
        final CompressedImageSeries series = new CompressedImageSeries(content, unit, image);
        final int[] axes = new int[series.axes().count()];
        for (int a = 0; a < axes.length; a++) {
            axes[a] = series.axes().length(a);
        }
        return images(unit, image.getHeader(), series, axes);
    }

    private static List<Candidate> images(final FitsContent content, final int unit, final ImageHDU image)
        throws IOException {
        final int[] axes = image.getAxes();
        return axes == null || axes.length == 0 ? List.of()
            : images(unit, image.getHeader(), new ImageSeries(content, image), axes);
    }

    /** Axes slowest first. */
    private static List<Candidate> images(final int unit, final Header header, final Series series, final int[] axes)
        throws IOException {
        if (axes.length == 0 || series.count() == 0 || series.length() == 0) {
            return List.of();
        }
        if (axes.length > 1 && StackedRows.description(header, 1) != null) {
            return bands(unit, header, series, axes[0]);
        }
        final List<String> names = axes.length == 2 ? StackedRows.names(header, series) : null;
        if (names != null) {
            return rows(unit, header, series, names);
        }
        final String given = header.getStringValue("EXTNAME", "").trim();
        final String name = given.equals(NAME_OF_NONE) ? "" : given;
        final List<Integer> lengths = new ArrayList<>();
        for (int a = axes.length - 1; a >= 0; a--) {
            lengths.add(axes[a]);
        }
        return List.of(new Candidate(unit, header, name, 0, Role.ofName(name), series, lengths));
    }

    private static List<Candidate> rows(final int unit, final Header header, final Series series,
        final List<String> names) {
        final List<Candidate> rows = new ArrayList<>();
        for (int r = 0; r < names.size(); r++) {
            if (!names.get(r).isEmpty()) {
                rows.add(new Candidate(unit, header, names.get(r), 0, Role.ofName(names.get(r)), series.part(r, 1),
                    List.of()));
            }
        }
        return rows;
    }

    /** Arrays of one spectrum or more that lie behind each other in one image, with their meanings in the header. */
    private static List<Candidate> bands(final int unit, final Header header, final Series series, final int count) {
        final List<Candidate> bands = new ArrayList<>();
        final int rows = series.count() / count;
        for (int b = 0; b < count; b++) {
            final String description = StackedRows.description(header, b + 1);
            if (description != null) {
                bands.add(new Candidate(unit, header, description, 0, Role.ofDescription(description),
                    series.part(b * rows, rows), List.of()));
            }
        }
        return bands;
    }

    /** @return whether it is a column */
    public boolean column() {
        return number > 0;
    }

    /**
     * @param file this belongs to
     * @param axis of the whole image, from 1
     * @return the same image read along that axis; this if it has no such one
     */
    public Candidate along(final FitsContent file, final int axis) {
        return axis < 2 || axis > axes.size() ? this
            : new Candidate(unit, header, name, number, role, new AlongAxisSeries(file, series, axes, axis - 1), axes);
    }

    /** @return the unit of the numbers as the file states it; null if it does not, or for a part of an image */
    @Nullable
    public StatedUnit statedUnit() {
        return column() ? StatedUnit.of(header.getStringValue("TUNIT" + number, ""))
            : axes.isEmpty() ? null : StatedUnit.of(header.getStringValue("BUNIT", ""));
    }

    /** @return the column's UCD in capitals; empty if it has none */
    public String ucd() {
        return column() ? header.getStringValue("TUCD" + number, "").trim().toUpperCase(Locale.ROOT) : "";
    }

    /**
     * @param other another one of this file
     * @return whether its rows can belong to the rows of this one: each to each, or one to all
     */
    public boolean fits(final Candidate other) {
        return hasShapeOf(other)
            || other.series.count() == 1 && other.series.length() == series.length() && !varies();
    }

    /** @return the name as messages quote it */
    public String quoted() {
        return Excerpt.of(name);
    }

    private boolean varies() {
        return series.length() == Series.VARIES;
    }

    /**
     * @param other another one of this file
     * @return whether both have the same rows; where their lengths vary, each row is to be checked
     */
    public boolean hasShapeOf(final Candidate other) {
        return other.series.count() == series.count()
            && (other.series.length() == series.length() || varies() || other.varies());
    }

    /**
     * @param row 0-based
     * @return number of values in it
     * @throws IOException if it cannot be read; the message names the file
     */
    public int length(final int row) throws IOException {
        return varies() ? Array.getLength(series.stored(row)) : series.length();
    }

    /**
     * @param unit index of a data unit
     * @return its place in a file, for messages
     */
    public static String place(final int unit) {
        return unit == 0 ? "primary image" : "extension " + unit;
    }

    /**
     * @param row 0-based
     * @return the place of a row in the file, for messages
     */
    public String rowPlace(final int row) {
        return place(unit)
            + (name.isEmpty() ? "" : column() ? ", column \"" + quoted() + "\"" : " (\"" + quoted() + "\")")
            + (column() && series.count() == 1 && !varies() ? "" : ", row " + row + " (from 0)");
    }

    /**
     * @param file this belongs to
     * @param row 0-based
     * @param length of that row
     * @param pixels of the fluxes it belongs to
     * @throws FitsFormatException if the two differ
     */
    public void checkLength(final FitsContent file, final int row, final int length, final int pixels)
        throws FitsFormatException {
        if (length != pixels) {
            throw new FitsFormatException(
                file.name() + ", " + rowPlace(row) + ": there are " + length + " numbers, but " + pixels + " fluxes");
        }
    }
}
