package org.noisynmf.io.npy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.noisynmf.engine.model.Factors;
import org.noisynmf.io.source.Orientation;

/** Writes matrices as npy files, version 1, doubles, little-endian, C order, which every reader of npy knows. */
public final class NpyWriter {

    /** The entries of a matrix. */
    @FunctionalInterface
    public interface Entries {
        /**
         * @param row 0-based
         * @param column 0-based
         * @return the entry
         */
        double at(int row, int column);
    }

    private NpyWriter() {
    }

    /**
     * @param out receives the file; not closed
     * @param rows number of rows ≥ 0
     * @param columns number of columns ≥ 0
     * @param entries the matrix, asked row by row
     * @throws IOException if it cannot be written
     */
    public static void write(final OutputStream out, final int rows, final int columns, final Entries entries)
        throws IOException {
        final BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        buffered.write(new NpyHeader(NpyType.FLOAT64, false, rows, columns).bytes());
        final byte[] row = new byte[Math.multiplyExact(columns, Double.BYTES)];
        final ByteBuffer buffer = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < rows; r++) {
            buffer.clear();
            for (int c = 0; c < columns; c++) {
                buffer.putDouble(entries.at(r, c));
            }
            buffered.write(row);
        }
        buffered.flush();
    }

    /**
     * Writes vectors (observations, templates) that lie one after the other.
     *
     * @param out receives the file; not closed
     * @param values {@code count} vectors of {@code length} entries, each contiguous. Not modified.
     * @param count number of vectors
     * @param length entries of a vector
     * @param orientation whether a vector becomes a row or a column of the file
     * @throws IOException if it cannot be written
     */
    public static void write(final OutputStream out, final double[] values, final int count, final int length,
        final Orientation orientation) throws IOException {
        if (orientation == Orientation.ROWS) {
            write(out, count, length, (row, column) -> values[row * length + column]);
        } else {
            write(out, length, count, (row, column) -> values[column * length + row]);
        }
    }

    /**
     * @param out receives the file; not closed
     * @param vectors at least one vector, all of the same length. Not modified.
     * @param orientation whether a vector becomes a row or a column of the file
     * @throws IOException if it cannot be written
     */
    public static void write(final OutputStream out, final double[][] vectors, final Orientation orientation)
        throws IOException {
        if (orientation == Orientation.ROWS) {
            write(out, vectors.length, vectors[0].length, (row, column) -> vectors[row][column]);
        } else {
            write(out, vectors[0].length, vectors.length, (row, column) -> vectors[column][row]);
        }
    }

    /**
     * Writes the model W H.
     *
     * @param out receives the file; not closed
     * @param factors templates and coefficients. Not modified.
     * @param orientation whether an observation becomes a row or a column of the file
     * @throws IOException if it cannot be written
     */
    public static void write(final OutputStream out, final Factors factors, final Orientation orientation)
        throws IOException {
        if (orientation == Orientation.ROWS) {
            final double[] model = new double[factors.pixels()];
            write(out, factors.observations(), factors.pixels(), (row, column) -> {
                if (column == 0) {
                    factors.reconstruct(row, model);
                }
                return model[column];
            });
        } else {
            write(out, factors.pixels(), factors.observations(), (row, column) -> {
                double sum = 0;
                for (int k = 0; k < factors.rank(); k++) {
                    sum += factors.h()[column * factors.rank() + k] * factors.w()[k * factors.pixels() + row];
                }
                return sum;
            });
        }
    }
}
