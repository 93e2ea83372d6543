package org.noisynmf.engine.vector;

import static org.noisynmf.engine.vector.FloatVectorProducts.L;
import static org.noisynmf.engine.vector.FloatVectorProducts.SPECIES;
import static org.noisynmf.engine.vector.FloatVectorProducts.all;
import static org.noisynmf.engine.vector.FloatVectorProducts.load;

import java.util.List;
import java.util.stream.IntStream;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Loops over strips of type {@code float}; written from {@link DoubleVectorRest}, see there. */
final class FloatVectorRest {

    /** Masks of the last lanes of a register, by their number. */
    private static final List<VectorMask<Float>> LAST = IntStream.range(0, L)
        .mapToObj(count -> VectorMask.fromLong(SPECIES, (1L << L) - (1L << L - count)))
        .toList();

    private FloatVectorRest() {
    }

    /**
     * The end of a strip that fills no register: the last register begins where it fits, and leaves alone what has been added
     * to before.
     */
    static void add(final float[][] x, final int from, final int count, final float[] factors, final int c,
        final float[] out, final int first, final int length) {
        if (length >= L) {
            final int i = length - L;
            final FloatVector before = load(out, i);
            FloatVector a = before;
            for (int s = 0; s < count; s++) {
                a = all(factors[c + s]).fma(load(x[from + s], i), a);
            }
            before.blend(a, LAST.get(length - first)).intoArray(out, i);
            return;
        }
        for (int i = first; i < length; i++) {
            float sum = out[i];
            for (int s = 0; s < count; s++) {
                sum = Math.fma(factors[c + s], x[from + s][i], sum);
            }
            out[i] = sum;
        }
    }
}
