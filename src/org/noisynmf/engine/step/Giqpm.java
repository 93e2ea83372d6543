package org.noisynmf.engine.step;

import java.util.Arrays;

/**
 * General iterative quadratic programming method: minimises ½ xᵀ G x + dᵀ x over x ≥ 0 for symmetric G with entries ≥ 0,
 * by steps x ← x + α h along a direction h of descent, α = min(τ α̂, α*), α̂ the way to the border, α* the minimum on the
 * line −hᵀ∇ / hᵀGh. Pav (2024), alg. 2.
 *
 * <p>Follows the published code where the paper leaves a choice: τ rises before every step as (1 − a) τ + a, an entry of
 * G x that is not positive counts as 1 in the Lee–Seung direction, and entries up to the zero tolerance become 0 after
 * every step.
 */
public final class Giqpm {

    /** Entries of G may differ from their mirror image by rounding, relative to them. */
    private static final double ASYMMETRY = 1e-9;

    /** Which way a step goes; ∇ = G x + d. */
    public enum Direction {
        /** h = −∇ ∘ x / (G x). Merritt and Zhang (2005). */
        LEE_SEUNG("lee-seung"),
        /** h = −∇, which stalls where an entry is 0 and its gradient positive. */
        STEEPEST("steepest"),
        /** h = −∇ ∘ x. */
        SCALED("scaled"),
        /** h = −∇ ∘ √x. */
        ROOT_SCALED("root-scaled"),
        /** h = −∇ ∘ y / (G y), y = [x + diag(G)⁻¹ d]⁺; stands still where y is 0. Pav (2024), sec. 3.1. */
        DIAGONAL("diagonal");

        private final String m_id;

        Direction(final String id) {
            m_id = id;
        }

        /** @return the stable name */
        public String id() {
            return m_id;
        }
    }

    /**
     * Constants of the method.
     *
     * @param tau τ at the start, between 0 and 1, both excluded
     * @param annealing a, 0 ≤ a &lt; 1
     * @param lineMinimum whether a step goes no further than the minimum on the line (else α* = 1)
     * @param zeroTolerance entries up to this become 0, ≥ 0
     * @param iterations largest number of steps, ≥ 0
     * @param smallestStep a step that changes no entry by this much is the last, ≥ 0
     */
    public record Settings(double tau, double annealing, boolean lineMinimum, double zeroTolerance, int iterations,
        double smallestStep) {

        /** What the published code does if it is told nothing. */
        public static final Settings DEFAULT = new Settings(0.5, 0.25, true, 1e-9, 1000, 1e-9);

        /** Checks the ranges. */
        public Settings {
            if (!(tau > 0 && tau < 1)) {
                throw new IllegalArgumentException("τ is " + tau + ", but must be between 0 and 1, both excluded");
            }
            if (!(annealing >= 0 && annealing < 1)) {
                throw new IllegalArgumentException("The annealing rate is " + annealing + ", but must be ≥ 0 and < 1");
            }
            if (!(zeroTolerance >= 0) || !(smallestStep >= 0) || iterations < 0) {
                throw new IllegalArgumentException("The zero tolerance is " + zeroTolerance + ", the smallest step "
                    + smallestStep + " and the number of iterations " + iterations + ", but all must be ≥ 0");
            }
        }
    }

    /**
     * Outcome.
     *
     * @param x the last iterate
     * @param iterations steps made
     * @param converged whether the last step was small enough or none was left to make
     */
    public record Result(double[] x, int iterations, boolean converged) {
    }

    private Giqpm() {
    }

    /**
     * Solves one programme.
     *
     * @param gram G, n × n, row by row, symmetric, entries ≥ 0. Not modified.
     * @param d n values. Not modified.
     * @param start x to start from, n values ≥ 0; the Lee–Seung and scaled directions never move an entry that is 0. Not
     *            modified.
     * @param direction which way to step
     * @param settings constants
     * @return the last iterate
     * @throws IllegalArgumentException if sizes contradict or an entry is not allowed; the message names it
     */
    public static Result solve(final double[] gram, final double[] d, final double[] start, final Direction direction,
        final Settings settings) {
        check(gram, d, start);
        final int n = d.length;
        final double[] x = start.clone();
        final double[] product = new double[n];
        final double[] gradient = new double[n];
        final double[] h = new double[n];
        final double[] work = new double[n];
        double tau = settings.tau();
        for (int iteration = 0; iteration < settings.iterations(); iteration++) {
            multiply(gram, x, product);
            for (int k = 0; k < n; k++) {
                gradient[k] = product[k] + d[k];
            }
            choose(direction, gram, d, x, product, gradient, work, h);
            if (Arrays.stream(h).allMatch(value -> value == 0)) {
                return new Result(x, iteration, true);
            }
            double border = Double.POSITIVE_INFINITY;
            double slope = 0;
            double curvature = 0;
            multiply(gram, h, work);
            for (int k = 0; k < n; k++) {
                if (h[k] < 0) {
                    border = Math.min(border, -x[k] / h[k]);
                }
                slope += gradient[k] * h[k];
                curvature += h[k] * work[k];
            }
            tau = (1 - settings.annealing()) * tau + settings.annealing();
            final double minimum = curvature > 0 ? -slope / curvature : Double.POSITIVE_INFINITY;
            final double length = Math.min(tau * border, settings.lineMinimum() ? minimum : 1);
            if (!(length < Double.POSITIVE_INFINITY)) {
                // the objective falls for ever along h: there is no minimum
                return new Result(x, iteration, false);
            }
            double largest = 0;
            for (int k = 0; k < n; k++) {
                largest = Math.max(largest, Math.abs(length * h[k]));
                x[k] += length * h[k];
                if (x[k] <= settings.zeroTolerance()) {
                    x[k] = 0;
                }
            }
            if (largest < settings.smallestStep()) {
                return new Result(x, iteration + 1, true);
            }
        }
        return new Result(x, settings.iterations(), false);
    }

    private static void check(final double[] gram, final double[] d, final double[] start) {
        final int n = d.length;
        if (gram.length != n * n || start.length != n) {
            throw new IllegalArgumentException("G holds " + gram.length + " values, d " + n + " and the start "
                + start.length + ", but G must be square and all must fit together");
        }
        for (int p = 0; p < gram.length; p++) {
            final double mirrored = gram[p % n * n + p / n];
            if (!(gram[p] >= 0 && gram[p] < Double.POSITIVE_INFINITY)
                || Math.abs(gram[p] - mirrored) > ASYMMETRY * gram[p]) {
                throw new IllegalArgumentException("G is " + gram[p] + " in row " + p / n + ", column " + p % n
                    + " (counted from 0), but must be finite, ≥ 0 and symmetric");
            }
        }
        for (int k = 0; k < n; k++) {
            if (!(Math.abs(d[k]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Entry " + k + " (counted from 0) of d is " + d[k]
                    + ", but must be finite");
            }
            if (!(start[k] >= 0 && start[k] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Entry " + k + " (counted from 0) of the start is " + start[k]
                    + ", but must be finite and ≥ 0");
            }
        }
    }

    private static void multiply(final double[] gram, final double[] x, final double[] out) {
        for (int k = 0; k < x.length; k++) {
            double sum = 0;
            for (int l = 0; l < x.length; l++) {
                sum += gram[k * x.length + l] * x[l];
            }
            out[k] = sum;
        }
    }

    private static void choose(final Direction direction, final double[] gram, final double[] d, final double[] x,
        final double[] product, final double[] gradient, final double[] work, final double[] h) {
        final int n = x.length;
        switch (direction) {
            case LEE_SEUNG -> {
                for (int k = 0; k < n; k++) {
                    h[k] = -gradient[k] * x[k] / (product[k] > 0 ? product[k] : 1);
                }
            }
            case STEEPEST -> Arrays.setAll(h, k -> -gradient[k]);
            case SCALED -> Arrays.setAll(h, k -> -gradient[k] * x[k]);
            case ROOT_SCALED -> Arrays.setAll(h, k -> -gradient[k] * Math.sqrt(x[k]));
            case DIAGONAL -> {
                final double[] y = h;
                for (int k = 0; k < n; k++) {
                    final double diagonal = gram[k * n + k];
                    y[k] = diagonal > 0 ? Math.max(x[k] + d[k] / diagonal, 0) : 0;
                }
                multiply(gram, y, work);
                for (int k = 0; k < n; k++) {
                    h[k] = work[k] > 0 ? -gradient[k] * y[k] / work[k] : 0;
                }
            }
        }
    }
}
