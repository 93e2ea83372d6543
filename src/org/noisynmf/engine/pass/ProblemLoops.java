package org.noisynmf.engine.pass;

import java.util.Arrays;

/**
 * Loops over the problems of a batch, in the form that Java turns into vector instructions: one unknown after the other is
 * taken from factors and added to sums, one for each problem.
 */
final class ProblemLoops {

    /** Its square times any z > 0 is beyond any slope. */
    private static final double LARGE = 1e300;

    private ProblemLoops() {
    }

    /** Where a factor keeps unknown k of problem m of a batch: at {@code first + k * ofUnknown + m * ofProblem}. */
    record Place(int first, int ofUnknown, int ofProblem) {

        int of(final int k) {
            return first + k * ofUnknown;
        }
    }

    /** Sums of no terms yet. */
    static double[] zeros(final double[] values, final int size) {
        Arrays.fill(values, 0, size, 0);
        return values;
    }

    /** The middle of unknown k from one factor to another. */
    static void middle(final double[] from, final double[] to, final Place place, final int k, final double[] out,
        final int size) {
        final int p = place.of(k);
        if (place.ofProblem == 1) {
            for (int m = 0; m < size; m++) {
                out[m] = 0.5 * (from[p + m] + to[p + m]);
            }
            return;
        }
        for (int m = 0; m < size; m++) {
            out[m] = 0.5 * (from[p + m * place.ofProblem] + to[p + m * place.ofProblem]);
        }
    }

    /** By how much unknown k moves from one factor to another. */
    static void difference(final double[] from, final double[] to, final Place place, final int k, final double[] out,
        final int size) {
        final int p = place.of(k);
        if (place.ofProblem == 1) {
            for (int m = 0; m < size; m++) {
                out[m] = to[p + m] - from[p + m];
            }
            return;
        }
        for (int m = 0; m < size; m++) {
            out[m] = to[p + m * place.ofProblem] - from[p + m * place.ofProblem];
        }
    }

    /** Unknown k. */
    static void copy(final double[] values, final Place place, final int k, final double[] out, final int size) {
        final int p = place.of(k);
        if (place.ofProblem == 1) {
            System.arraycopy(values, p, out, 0, size);
            return;
        }
        for (int m = 0; m < size; m++) {
            out[m] = values[p + m * place.ofProblem];
        }
    }

    /** What unknown k adds to zᵀ G z − 2 bᵀ z, penalty included. */
    static void addQuadratic(final double[] z, final double[] gradient, final double[] b, final double l1,
        final double[] out, final int size) {
        for (int m = 0; m < size; m++) {
            out[m] += z[m] * (gradient[m] - b[m] + 2 * l1);
        }
    }

    /** out += x (y + constant). */
    static void addProducts(final double[] x, final double[] y, final double constant, final double[] out,
        final int size) {
        for (int m = 0; m < size; m++) {
            out[m] += x[m] * (y[m] + constant);
        }
    }

    /** Where z is 0, only a slope that makes it grow counts; a comparison would not become vector instructions. */
    static void addSquares(final double[] z, final double[] gradient, final double l1, final double[] out,
        final int size) {
        for (int m = 0; m < size; m++) {
            final double projected = Math.min(gradient[m] + l1, z[m] * LARGE * LARGE);
            out[m] += projected * projected;
        }
    }
}
