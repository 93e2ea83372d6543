package org.noisynmf.view;

import java.util.List;

import org.noisynmf.view.axis.NamedPositions;

/**
 * What the pixels (channels, features) of an observation are called and where they lie: the horizontal axis of every
 * curve, or the raster of an image.
 *
 * @param count d, the number of pixels
 * @param title the axis title, e.g. "Pixel" or "Wavelength (nm)"; empty where labels say all
 * @param positions d finite numbers, e.g. wavelengths, in any order, not copied; empty = the pixel's index, from 0
 * @param labels d names, shown at the cursor; empty = none beyond the position
 * @param gridRows rows of the image that the pixels form, row by row; 0 = the pixels form no image
 * @param gridColumns columns of that image; 0 = the pixels form no image
 */
public record PixelAxis(int count, String title, double[] positions, List<String> labels, int gridRows,
    int gridColumns) {

    private static final double[] NO_POSITIONS = {};

    /** Checks that positions, labels and image agree with the number of pixels. */
    public PixelAxis {
        if (positions.length != 0 && positions.length != count) {
            throw new IllegalArgumentException(positions.length + " positions for " + count + " pixels");
        }
        labels = List.copyOf(labels);
        if (!labels.isEmpty() && labels.size() != count) {
            throw new IllegalArgumentException(labels.size() + " labels for " + count + " pixels");
        }
        final boolean noGrid = gridRows == 0 && gridColumns == 0;
        if (!noGrid && (gridRows < 1 || gridColumns < 1 || (long)gridRows * gridColumns != count)) {
            throw new IllegalArgumentException(
                "an image of " + gridRows + " × " + gridColumns + " does not hold " + count + " pixels");
        }
    }

    /**
     * An axis of bare pixel indices.
     *
     * @param count d, the number of pixels
     * @return the axis, titled "Pixel"
     */
    public static PixelAxis indexed(final int count) {
        return new PixelAxis(count, "Pixel", NO_POSITIONS, List.of(), 0, 0);
    }

    /**
     * An axis from column names: where every name is a number, or a number with the same unit, and no two are equal, the
     * numbers are the positions; names that only count from 0 are no more than the index; else the names are labels over
     * it.
     *
     * @param names one name a pixel
     * @return the axis, titled by the unit; labels speak for themselves, without a title
     */
    public static PixelAxis ofNames(final List<String> names) {
        return NamedPositions.of(names)
            .map(found -> new PixelAxis(names.size(), found.title(), found.positions(), List.of(), 0, 0))
            .orElseGet(() -> NamedPositions.counted(names).map(indexed(names.size())::withTitle)
                .orElseGet(() -> new PixelAxis(names.size(), "", NO_POSITIONS, names, 0, 0)));
    }

    /**
     * The same pixels with a title for what their positions mean.
     *
     * @param newTitle e.g. "Wavelength (nm)"
     * @return a changed copy
     */
    public PixelAxis withTitle(final String newTitle) {
        return new PixelAxis(count, newTitle, positions, labels, gridRows, gridColumns);
    }

    /**
     * The same pixels elsewhere, without names.
     *
     * @param newPositions d finite numbers, not copied
     * @return a changed copy
     */
    public PixelAxis withPositions(final double... newPositions) {
        return new PixelAxis(count, title, newPositions, List.of(), gridRows, gridColumns);
    }

    /**
     * The same pixels as an image.
     *
     * @param rows rows of the image, ≥ 1
     * @param columns columns, ≥ 1, with rows × columns = d
     * @return a changed copy
     */
    public PixelAxis withGrid(final int rows, final int columns) {
        return new PixelAxis(count, title, positions, labels, rows, columns);
    }
}
