package org.noisynmf.engine.posterior.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.engine.step.Problems;

/** One unknown under a spike, exponentials and bumps with fixed weights: the posterior is an integral. */
public class GibbsSweepTest {

    private static final int DRAWS = 200_000;

    /** Mixture of a coefficient with scale 1: spike, 6 exponentials, 20 bumps, as written down in the docs. */
    private static double density(final int c, final double z) {
        if (c <= 6) {
            final double mean = 0.06 * Math.pow(100, (c - 1) / 5.0);
            return Math.exp(-z / mean) / mean;
        }
        final double mean = 0.1 * Math.pow(60, (c - 7) / 19.0);
        final double sd = 0.15 * mean;
        // the mass of a bump below 0 is 1e-11
        return Math.exp(-(z - mean) * (z - mean) / (2 * sd * sd)) / (sd * Math.sqrt(2 * Math.PI));
    }

    private static double[] weights() {
        final double[] weights = new double[27];
        for (int c = 0; c < 27; c++) {
            weights[c] = (1 + c % 5) / 80.0;
        }
        weights[0] = 0.3;
        final double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** P(0), mean and mean square by the trapezium rule. */
    private static double[] quadrature(final double a, final double g) {
        final double[] weights = weights();
        final double step = 2e-4;
        double mass = weights[0];
        double first = 0;
        double second = 0;
        for (int s = 0; s <= 200_000; s++) {
            final double z = s * step;
            double f = 0;
            for (int c = 1; c < 27; c++) {
                f += weights[c] * density(c, z);
            }
            f *= Math.exp(-a * z * z / 2 + g * z) * (s == 0 ? step / 2 : step);
            mass += f;
            first += f * z;
            second += f * z * z;
        }
        return new double[]{weights[0] / mass, first / mass, second / mass};
    }

    private static double[] draws(final double a, final double g, final int size) {
        final Problems problems = new Problems(1, size, true, false, false);
        Arrays.fill(problems.gram()[0], a / 2);
        Arrays.fill(problems.linear()[0], g / 2);
        Arrays.fill(problems.z()[0], 0.7);
        final GibbsSweep sweep = new GibbsSweep(size, 27);
        final long[] states = new long[size];
        final double[] all = new double[DRAWS];
        for (int s = 0; s < DRAWS; s += size) {
            for (int m = 0; m < size; m++) {
                states[m] = KeyedRandom.row(5, s + m);
            }
            problems.reset(Math.min(size, DRAWS - s), Problems.Form.OWN_GRAM);
            sweep.draw(problems, new Mixture[]{Mixture.ofCoefficients(1)}, weights(), 2, states, new long[27]);
            System.arraycopy(problems.z()[0], 0, all, s, problems.size());
        }
        return all;
    }

    @Test
    public void posteriorOfOneUnknownIsThatOfQuadrature() {
        for (final double[] data : new double[][]{{0, 0}, {1, 0.5}, {4, -3}, {25, 20}, {200, 300}, {9, -40}}) {
            final double[] known = quadrature(data[0], data[1]);
            final double[] drawn = draws(data[0], data[1], 64);
            final double sd = Math.sqrt(known[2] - known[1] * known[1]);
            final double zero = Arrays.stream(drawn).filter(z -> z == 0).count() / (double)DRAWS;
            final double mean = Arrays.stream(drawn).average().orElseThrow();
            final double squares =
                Arrays.stream(drawn).map(z -> (z - known[1]) * (z - known[1])).average().orElseThrow();
            final String where = "a " + data[0] + ", g " + data[1];
            // five standard errors; fourth moments of these are below 30 σ⁴
            assertThat(zero).as(where).isCloseTo(known[0],
                within(5 * Math.sqrt(known[0] * (1 - known[0]) / DRAWS) + 1e-6));
            assertThat(mean).as(where).isCloseTo(known[1], within(5 * sd / Math.sqrt(DRAWS)));
            assertThat(squares).as(where).isCloseTo(sd * sd, within(5 * Math.sqrt(30.0 / DRAWS) * sd * sd));
        }
    }

    @Test
    public void drawsDoNotDependOnTheBatch() {
        assertThat(draws(4, 3, 1)).isEqualTo(draws(4, 3, 256));
    }

    @Test
    public void skippedComponentsComeBack() {
        final Problems problems = new Problems(1, 1, true, false, false);
        final double[] weights = new double[27];
        weights[0] = 1 - 1e-7;
        weights[3] = 1e-7;
        final long[] counts = new long[27];
        final GibbsSweep sweep = new GibbsSweep(1, 27);
        sweep.draw(problems, new Mixture[]{Mixture.ofCoefficients(1)}, weights, 1, new long[]{1}, counts);
        assertThat(counts[0]).isEqualTo(1);
        final double[] learnt = new double[27];
        final KeyedRandom random = new KeyedRandom();
        Mixture.ofCoefficients(1).drawWeights(counts, 0, random, learnt, 0);
        // the weights of a component that was skipped are drawn anew from its own α
        assertThat(Arrays.stream(learnt).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(learnt, 1, 7).sum()).isPositive();
    }
}
