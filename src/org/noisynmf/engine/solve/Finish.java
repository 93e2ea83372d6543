package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;

/** Settles the two freedoms of a factorisation that its objective leaves: the scale and the order of the templates. */
final class Finish {

    private Finish() {
    }

    /**
     * @param found factors as the algorithm left them, in the caller's units. Not modified.
     * @param data the observations
     * @param settings scaling and order
     * @param held templates that must stay as they are: they are not scaled, and with any of them nothing is reordered
     * @return the factors in order and scale
     */
    static Factors of(final Factors found, final Observations data, final NmfSettings settings, final int[] held) {
        final int q = found.rank();
        final int d = found.pixels();
        final Integer[] order = IntStream.range(0, q).boxed().toArray(Integer[]::new);
        if (settings.output().ordered() && held.length == 0) {
            final double[] explained = explained(found, data);
            Arrays.sort(order, Comparator.comparingDouble((Integer k) -> -explained[k]));
        }
        final double[] w = new double[found.w().length];
        final double[] h = new double[found.h().length];
        for (int k = 0; k < q; k++) {
            final int from = order[k];
            final double norm = IntStream.of(held).anyMatch(l -> l == from) ? 1
                : norm(found.w(), from * d, data, settings.output().scaling());
            for (int i = 0; i < d; i++) {
                w[k * d + i] = found.w()[from * d + i] / norm;
            }
            for (int j = 0; j < found.observations(); j++) {
                h[j * q + k] = found.h()[j * q + from] * norm;
            }
        }
        return new Factors(d, found.observations(), q, w, h);
    }

    /** Pixels that nothing was observed in hold nothing that was learnt, and so do not count. */
    private static double norm(final double[] w, final int from, final Observations data, final Scaling scaling) {
        double norm = 0;
        for (int i = 0; i < data.pixels(); i++) {
            final double value = data.pixelObserved(i) ? w[from + i] : 0;
            switch (scaling) {
                case NONE -> norm = 1;
                case MAX -> norm = Math.max(norm, value);
                case SUM -> norm += value;
                case EUCLIDEAN -> norm = Math.hypot(norm, value);
            }
        }
        return norm > 0 ? norm : 1;
    }

    /** Σ V (w_k h_k)² of each template: what χ² of the model would be, were it alone. */
    private static double[] explained(final Factors factors, final Observations data) {
        final int q = factors.rank();
        final int d = factors.pixels();
        final double[] explained = new double[q];
        final double[] x = new double[d];
        final double[] v = new double[d];
        for (int j = 0; j < factors.observations(); j++) {
            data.copy(j, x, v);
            for (int k = 0; k < q; k++) {
                final double c = factors.h()[j * q + k];
                double sum = 0;
                for (int i = 0; i < d; i++) {
                    final double w = factors.w()[k * d + i];
                    sum += v[i] > 0 ? v[i] * w * w : 0;
                }
                explained[k] += c * c * sum;
            }
        }
        return explained;
    }

    /**
     * Says where nothing was learnt: NaN for the coefficients of observations without weight and for the values of
     * templates at pixels without weight.
     *
     * @param factors the factors. Not modified.
     * @param data X and V. Not modified.
     * @return the same with NaN; the very factors if everything was observed
     */
    static Factors learnt(final Factors factors, final Observations data) {
        if (data.emptyObservations() == 0 && data.emptyPixels() == 0) {
            return factors;
        }
        final int d = factors.pixels();
        final int q = factors.rank();
        final double[] w = factors.w().clone();
        for (int p = 0; p < w.length; p++) {
            if (!data.pixelObserved(p % d)) {
                w[p] = Double.NaN;
            }
        }
        final double[] h = factors.h().clone();
        for (int j = 0; j < factors.observations(); j++) {
            if (data.observedCount(j) == 0) {
                Arrays.fill(h, j * q, (j + 1) * q, Double.NaN);
            }
        }
        return new Factors(d, factors.observations(), q, w, h);
    }

    /**
     * @param factors the factors
     * @return templates that are 0 everywhere or used by no observation
     */
    static List<Integer> deadTemplates(final Factors factors) {
        final List<Integer> dead = new ArrayList<>();
        for (int k = 0; k < factors.rank(); k++) {
            boolean shape = false;
            for (int i = 0; i < factors.pixels(); i++) {
                shape |= factors.w()[k * factors.pixels() + i] > 0;
            }
            boolean used = false;
            for (int j = 0; j < factors.observations(); j++) {
                used |= factors.h()[j * factors.rank() + k] > 0;
            }
            if (!shape || !used) {
                dead.add(k);
            }
        }
        return dead;
    }
}
