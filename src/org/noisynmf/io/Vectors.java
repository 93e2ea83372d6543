package org.noisynmf.io;

import java.io.IOException;
import java.util.Arrays;

/**
 * A factor read from a file: templates W (d × q) or coefficients H (q × n), as vectors that lie one after the other.
 *
 * @param count number of vectors ≥ 1
 * @param length entries of a vector ≥ 1
 * @param values {@code count} × {@code length} values, all finite and ≥ 0, each vector contiguous. Not copied.
 */
public record Vectors(int count, int length, double[] values) {

    /**
     * @param source q templates of d pixels, or n vectors of q coefficients. Read to its end, not closed.
     * @return all of them
     * @throws MatrixFormatException if there is none, or an entry is not a finite number ≥ 0
     * @throws IOException if the file cannot be read
     */
    public static Vectors read(final MatrixSource source) throws IOException {
        final int length = source.pixels();
        final double[] vector = new double[length];
        // grows with what is really there: a broken header may promise anything
        double[] values = new double[length];
        int count = 0;
        for (; source.next(vector); count++) {
            for (int i = 0; i < length; i++) {
                if (!(vector[i] >= 0 && vector[i] < Double.POSITIVE_INFINITY)) {
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
        }
        if (count == 0) {
            throw new MatrixFormatException(source.name() + " holds no values");
        }
        return new Vectors(count, length,
            count * length == values.length ? values : Arrays.copyOf(values, count * length));
    }
}
