package org.noisynmf.engine.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.statistics.descriptive.Quantile;
import org.noisynmf.engine.evaluate.TemplateMatch;
import org.noisynmf.engine.posterior.chain.Convergence;
import org.noisynmf.engine.posterior.chain.Recorder;
import org.noisynmf.engine.posterior.chain.Reference;

/**
 * Whether the chains have settled, judged by the rotation M = W₀⁺ W of the used templates and by entries of W H.
 *
 * @param rotation R̂ and ESS of the entry of M for which each is worst
 * @param reconstruction R̂ that 95 % of the watched entries of W H stay below, and the ESS that 95 % exceed
 * @param rotationMean mean of M, q × q values row by row
 * @param rotationSd standard deviation of M, likewise
 * @param slowest entry of M with the largest R̂, as k q + l
 * @param used whether the directions of a template's draws agree, ‖mean of w_k/‖w_k‖‖ &gt; 0.8
 * @param partner for each chain the template that plays the part of template k of the fit
 */
public record Diagnosis(Convergence rotation, Convergence reconstruction, double[] rotationMean, double[] rotationSd,
    int slowest, boolean[] used, int[][] partner) {

    /** R̂ of the rotation at which sampling ends. */
    public static final double SETTLED = 1.05;

    /** Effective sample size of the rotation at which sampling ends. */
    public static final double ENOUGH = 200;

    private static final double USED = 0.8;

    private static final double MOST = 0.95;

    static Diagnosis of(final Reference reference, final List<Recorder> chains) {
        final int q = reference.rank();
        final int[][] partner = chains.stream().map(chain -> partners(reference, chain)).toArray(int[][]::new);
        final boolean[] used = used(reference, chains, partner);
        final boolean any = IntStream.range(0, q).anyMatch(k -> used[k]);
        final double[] mean = new double[q * q];
        final double[] sd = new double[q * q];
        int slowest = 0;
        double rHat = 0;
        double ess = Double.POSITIVE_INFINITY;
        for (int k = 0; k < q; k++) {
            for (int l = 0; l < q; l++) {
                final double[][] traces = new double[chains.size()][];
                for (int c = 0; c < traces.length; c++) {
                    traces[c] = chains.get(c).trace(k * q + partner[c][l]);
                }
                moments(traces, mean, sd, k * q + l);
                final Convergence convergence = Convergence.of(traces);
                if (!any || used[k] && used[l]) {
                    if (convergence.rHat() > rHat) {
                        rHat = convergence.rHat();
                        slowest = k * q + l;
                    }
                    ess = Math.min(ess, convergence.ess());
                }
            }
        }
        return new Diagnosis(new Convergence(rHat, ess), entries(reference, chains), mean, sd, slowest, used,
            partner);
    }

    private static int[] partners(final Reference reference, final Recorder chain) {
        final double[] mean = new double[reference.w().length];
        for (int p = 0; p < mean.length; p++) {
            mean[p] = reference.w()[p] + chain.sums(0)[p] / chain.count();
        }
        return TemplateMatch.of(reference.pixels(), mean, reference.w(), -1).estimate();
    }

    private static boolean[] used(final Reference reference, final List<Recorder> chains, final int[][] partner) {
        final int d = reference.pixels();
        final boolean[] used = new boolean[reference.rank()];
        for (int k = 0; k < used.length; k++) {
            final double[] sum = new double[d];
            int count = 0;
            for (int c = 0; c < partner.length; c++) {
                final int from = partner[c][k] * d;
                for (final double[] draw : chains.get(c).draws()) {
                    count++;
                    final double norm = norm(draw, from, d);
                    for (int i = 0; i < d && norm > 0; i++) {
                        sum[i] += draw[from + i] / norm;
                    }
                }
            }
            used[k] = norm(sum, 0, d) > USED * count;
        }
        return used;
    }

    private static double norm(final double[] values, final int from, final int length) {
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            squares += values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    private static void moments(final double[][] traces, final double[] mean, final double[] sd, final int at) {
        final double average = Arrays.stream(traces).flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
        mean[at] = average;
        sd[at] = Math.sqrt(Arrays.stream(traces).flatMapToDouble(Arrays::stream)
            .map(value -> (value - average) * (value - average)).average().orElse(Double.NaN));
    }

    private static Convergence entries(final Reference reference, final List<Recorder> chains) {
        final int first = reference.rank() * reference.rank();
        final List<Convergence> all = new ArrayList<>();
        for (int e = 0; e < reference.entries(); e++) {
            final int column = first + e;
            all.add(Convergence.of(chains.stream().map(chain -> chain.trace(column)).toArray(double[][]::new)));
        }
        final Quantile quantile = Quantile.withDefaults();
        return new Convergence(quantile.evaluate(all.stream().mapToDouble(Convergence::rHat).toArray(), MOST),
            quantile.evaluate(all.stream().mapToDouble(Convergence::ess).toArray(), 1 - MOST));
    }

    /** @return whether sampling may end */
    public boolean settled() {
        return rotation.rHat() <= SETTLED && rotation.ess() >= ENOUGH;
    }

    /** @return largest standard deviation of M between two different used templates; 0 if there is one at most */
    public double mixing() {
        final int q = used.length;
        double largest = 0;
        for (int k = 0; k < q; k++) {
            for (int l = 0; l < q; l++) {
                if (k != l && used[k] && used[l]) {
                    largest = Math.max(largest, rotationSd[k * q + l]);
                }
            }
        }
        return largest;
    }

    /** @return indices of templates that are not used, ascending */
    public List<Integer> unused() {
        return IntStream.range(0, used.length).filter(k -> !used[k]).boxed().toList();
    }
}
