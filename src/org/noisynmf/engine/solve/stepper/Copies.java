package org.noisynmf.engine.solve.stepper;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.model.Factors;

/** Which templates are equal up to scale: cos(w_k, w_l) = ⟨w_k, w_l⟩ / (‖w_k‖ ‖w_l‖) &gt; 1 − 1e-6. */
public final class Copies {

    /** Largest 1 − cosine of two templates that are copies. */
    static final double DISTANCE = 1e-6;

    private Copies() {
    }

    /**
     * Two templates that are equal up to scale.
     *
     * @param first index of one
     * @param second index of the other, larger
     * @param distance 1 − cosine, ≥ 0
     */
    public record Pair(int first, int second, double distance) {
    }

    /**
     * @param factors the templates; pixels at which one is NaN are left out. Not modified.
     * @return the pairs of copies, ascending
     */
    public static List<Pair> of(final Factors factors) {
        return of(factors.w(), factors.pixels(), factors.rank(), DISTANCE);
    }

    /**
     * @param w W, d × q, template k contiguous. Not modified.
     * @param pixels d
     * @param rank q
     * @param distance largest 1 − cosine of copies
     * @return the pairs of copies, ascending
     */
    public static List<Pair> of(final double[] w, final int pixels, final int rank, final double distance) {
        final double[][] unit = new double[rank][];
        for (int k = 0; k < rank; k++) {
            unit[k] = unit(w, k * pixels, pixels);
        }
        final List<Pair> pairs = new ArrayList<>();
        for (int k = 0; k < rank; k++) {
            for (int l = k + 1; l < rank; l++) {
                // ½ ‖u − v‖² = 1 − cos, without the cancellation of the latter
                double squares = 0;
                for (int i = 0; i < pixels; i++) {
                    final double difference = unit[k][i] - unit[l][i];
                    squares += difference * difference;
                }
                if (0.5 * squares <= distance) {
                    pairs.add(new Pair(k, l, 0.5 * squares));
                }
            }
        }
        return pairs;
    }

    /** A template of length 1, with 0 for NaN; NaN everywhere, which is near to nothing, if it is 0 or not finite. */
    private static double[] unit(final double[] w, final int from, final int pixels) {
        final double[] unit = new double[pixels];
        double largest = 0;
        for (int i = 0; i < pixels; i++) {
            unit[i] = Double.isNaN(w[from + i]) ? 0 : w[from + i];
            largest = Math.max(largest, unit[i]);
        }
        double squares = 0;
        for (int i = 0; i < pixels; i++) {
            unit[i] /= largest;
            squares += unit[i] * unit[i];
        }
        final double norm = Math.sqrt(squares);
        for (int i = 0; i < pixels; i++) {
            unit[i] /= norm;
        }
        return unit;
    }
}
