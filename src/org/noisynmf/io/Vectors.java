package org.noisynmf.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.Heap;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.io.source.Names;
import org.noisynmf.io.source.Orientation;

/**
 * A factor read from a file: templates W (d × q) or coefficients H (q × n), as vectors that lie one after the other.
 *
 * @param file the name of the file, for messages
 * @param count number of vectors ≥ 1
 * @param length entries of a vector ≥ 1
 * @param values {@code count} × {@code length} values, all finite and ≥ 0, each vector contiguous. Not copied.
 * @param names of vectors and entries, as far as the file has them
 */
public record Vectors(String file, int count, int length, double[] values, Names names) {

    /**
     * @param source q templates of d pixels, or n vectors of q coefficients. Read to its end, not closed.
     * @return all of them
     * @throws MatrixFormatException if there is none, or an entry is not a finite number ≥ 0
     * @throws IOException if the file cannot be read
     */
    public static Vectors read(final MatrixSource source) throws IOException {
        return read(source, false);
    }

    /**
     * Reads templates that may be unknown where nothing was observed when they were learnt.
     *
     * @param source q templates of d pixels. Read to its end, not closed.
     * @return all of them, NaN = unknown
     * @throws MatrixFormatException if there is none, or an entry is neither NaN nor a finite number ≥ 0
     * @throws IOException if the file cannot be read
     */
    public static Vectors readTemplates(final MatrixSource source) throws IOException {
        return read(source, true);
    }

    private static Vectors read(final MatrixSource source, final boolean unknown) throws IOException {
        final int length = source.pixels();
        final double[] vector = new double[length];
        requireMemory(source);
        // grows with what is really there: a broken header may promise anything
        double[] values = new double[length];
        final List<String> labels = new ArrayList<>();
        int count = 0;
        for (; source.next(vector); count++) {
            for (int i = 0; i < length; i++) {
                if (!(vector[i] >= 0 && vector[i] < Double.POSITIVE_INFINITY || unknown && Double.isNaN(vector[i]))) {
                    throw new MatrixFormatException(source.name() + ", " + source.orientation().place(count, i)
                        + ": the value is " + vector[i]
                        + ", but templates and coefficients must be finite numbers ≥ 0");
                }
            }
            final long end = (count + 1L) * length;
            if (end > Integer.MAX_VALUE - 8) {
                throw new MatrixFormatException(source.name() + " holds more than 2147483639 values");
            }
            if (end > values.length) {
                values = Arrays.copyOf(values, (int)Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * values.length)));
            }
            System.arraycopy(vector, 0, values, count * length, length);
            source.label().ifPresent(labels::add);
        }
        if (count == 0) {
            throw new MatrixFormatException(source.name() + " holds no values");
        }
        return new Vectors(source.name(), count, length,
            count * length == values.length ? values : Arrays.copyOf(values, count * length),
            new Names(labels, source.pixelNames()));
    }

    private static void requireMemory(final MatrixSource source) throws MatrixFormatException {
        try {
            Heap.require((double)Math.max(0, source.observations()) * source.pixels() * Double.BYTES,
                "Reading " + source.observations() + " vectors of " + source.pixels() + " numbers", "");
        } catch (final IllegalArgumentException e) {
            throw new MatrixFormatException(source.name() + ": " + e.getMessage());
        }
    }

    /** @return these numbers, which lie in one row or column, as vectors of one entry each */
    public Vectors asColumn() {
        if (length == 1) {
            return this;
        }
        if (count != 1) {
            throw new IllegalStateException(count + " × " + length + " numbers are not a column");
        }
        return new Vectors(file, length, 1, values, new Names(names.entries(), List.of()));
    }

    /**
     * Brings vectors and entries into the order of another file, along each axis on which both have names.
     *
     * @param vectors the names of the vectors in the order wanted, or null = as they stand
     * @param entries the names of the entries in the order wanted, or null = as they stand
     * @return vectors in that order
     * @throws MatrixFormatException if a name occurs twice, or on one side only
     */
    public Vectors arranged(final NameOrder.@Nullable Axis vectors, final NameOrder.@Nullable Axis entries)
        throws MatrixFormatException {
        final int[] v =
            vectors == null ? null : NameOrder.of(vectors, new NameOrder.Axis(file, vectors.thing(), names.vectors()));
        final int[] e =
            entries == null ? null : NameOrder.of(entries, new NameOrder.Axis(file, entries.thing(), names.entries()));
        if (v == null && e == null) {
            return this;
        }
        final double[] arranged = new double[values.length];
        for (int k = 0; k < count; k++) {
            final int from = (v == null ? k : v[k]) * length;
            for (int i = 0; i < length; i++) {
                arranged[k * length + i] = values[from + (e == null ? i : e[i])];
            }
        }
        return new Vectors(file, count, length, arranged,
            new Names(v == null || vectors == null ? names.vectors() : vectors.names(),
                e == null || entries == null ? names.entries() : entries.names()));
    }

    /**
     * @param thing what a vector is: observation, template
     * @return the names of the vectors
     */
    public NameOrder.Axis vectorAxis(final String thing) {
        return new NameOrder.Axis(file, thing, names.vectors());
    }

    /** @return these vectors one by one, as if read from their file */
    MatrixSource source() {
        return new MatrixSource() {

            private int m_next;

            @Override
            public String name() {
                return file;
            }

            @Override
            public Orientation orientation() {
                return Orientation.ROWS;
            }

            @Override
            public long observations() {
                return count;
            }

            @Override
            public int pixels() {
                return length;
            }

            @Override
            public List<String> pixelNames() {
                return names.entries();
            }

            @Override
            public boolean isNanMissing() {
                return false;
            }

            @Override
            public List<String> warnings() {
                return List.of();
            }

            @Override
            public boolean next(final double[] out) {
                if (m_next == count) {
                    return false;
                }
                System.arraycopy(values, m_next * length, out, 0, length);
                m_next++;
                return true;
            }

            @Override
            public Optional<String> label() {
                return names.vectors().isEmpty() ? Optional.empty() : Optional.of(names.vectors().get(m_next - 1));
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
