package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.DoubleVectorProducts.L;
import static org.noisynmf.engine.vector.DoubleVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.DoubleVectorProducts.all;
import static org.noisynmf.engine.vector.DoubleVectorProducts.load;

import java.util.List;
import java.util.stream.IntStream;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** Sums over the ends of strips of type {@code double} that fill no register. */
@SuppressWarnings("cast") // a cast that is redundant here narrows where this is written in single precision
final class DoubleVectorRest {

    /** Masks of the last lanes of a register, by their number. */
    private static final List<VectorMask<Double>> LAST = IntStream.range(0, L)
        .mapToObj(count -> VectorMask.fromLong(SPECIES, (1L << L) - (1L << L - count)))
        .toList();

    private DoubleVectorRest() {
    }

    /**
     * The end of a strip that fills no register: the last register begins where it fits, and leaves alone what has been added
     * to before.
     */
    static void add(final double[][] x, final int from, final int count, final double[] factors, final int c,
        final double[] out, final int first, final int length) {
        if (length >= L) {
            final int i = length - L;
            final DoubleVector before = load(out, i);
            DoubleVector a = before;
            for (int s = 0; s < count; s++) {
                a = all(factors[c + s]).fma(load(x[from + s], i), a);
            }
            before.blend(a, LAST.get(length - first)).intoArray(out, i);
            return;
        }
        for (int i = first; i < length; i++) {
            double sum = out[i];
            for (int s = 0; s < count; s++) {
                sum = Math.fma(factors[c + s], x[from + s][i], sum);
            }
            out[i] = sum;
        }
    }
}
