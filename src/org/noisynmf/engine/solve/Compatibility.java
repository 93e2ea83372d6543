package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.StartMethod;

/** Refuses what an algorithm cannot honour, naming those that can. */
final class Compatibility {

    private Compatibility() {
    }

    /**
     * @param problem the problem
     * @param settings the settings
     * @return warnings, one sentence each
     * @throws IllegalArgumentException if they do not fit; the message says what does
     */
    static List<String> check(final NmfProblem problem, final NmfSettings settings) {
        final Observations data = problem.data();
        settings.check();
        if (data.observedEntries() == 0) {
            throw new IllegalArgumentException(
                "No entry of the data has weight: every value is missing or has weight 0");
        }
        if (data.minimum() < 0 && !settings.algorithm().can(Capability.NEGATIVE_DATA)) {
            throw new IllegalArgumentException(settings.algorithm().title() + " cannot use negative values, but "
                + data.negativeEntries() + " of the observed values are negative. Algorithms that can: "
                + Algorithm.titlesWith(Capability.NEGATIVE_DATA)
                + "; or choose to clip negative values or to give them weight 0, which biases the result");
        }
        if (!data.uniform() && !settings.algorithm().can(Capability.WEIGHTS)) {
            throw new IllegalArgumentException(settings.algorithm().title()
                + " uses neither weights nor missing entries. Algorithms that do: "
                + Algorithm.titlesWith(Capability.WEIGHTS));
        }
        if (settings.rule().distance() == Distance.ITAKURA_SAITO && !(data.minimum() > 0)) {
            throw new IllegalArgumentException(
                "The Itakura–Saito divergence needs observed values > 0, but the smallest"
                    + " is " + Math.scalb(data.minimum(), data.dataExponent()));
        }
        if (settings.rule().distance() == Distance.KULLBACK_LEIBLER && data.minimum() < 0) {
            throw new IllegalArgumentException("The Kullback–Leibler divergence needs observed values ≥ 0, but the"
                + " smallest is " + Math.scalb(data.minimum(), data.dataExponent()));
        }
        if (settings.algorithm().can(Capability.DIRECT)
            && (problem.templates() != null || problem.coefficients() != null)) {
            throw new IllegalArgumentException(settings.algorithm().title()
                + " finds its factors directly and takes neither start templates nor start coefficients");
        }
        if (problem.shift() != null) {
            checkShift(problem, settings);
        }
        if (!problem.matrixTerms().isNone()) {
            checkMatrixTerms(problem, settings);
        }
        for (final int held : problem.held()) {
            if (held < 0 || held >= settings.rank()) {
                throw new IllegalArgumentException(
                    "Template " + held + " is to be held, but templates are numbered 0 to "
                        + (settings.rank() - 1));
            }
        }
        if (problem.held().length > 0) {
            final int given = problem.templates() == null ? 0 : problem.templates().length / data.pixels();
            final int last = problem.held()[problem.held().length - 1];
            if (last >= given) {
                throw new IllegalArgumentException("Template " + last + " (counted from 0) is to be held, but start"
                    + " templates were given for " + given);
            }
        }
        final List<String> warnings = new ArrayList<>();
        if (settings.rank() > Math.min(data.pixels(), data.count())) {
            warnings.add(String.format(Locale.ROOT,
                "%d templates are more than the smaller of %d pixels and %d observations; the factorisation is not"
                    + " unique",
                settings.rank(), data.pixels(), data.count()));
        }
        final Penalty w = settings.regularisation().templates();
        final Penalty h = settings.regularisation().coefficients();
        if (w.isNone() != h.isNone()) {
            warnings
                .add("A penalty on the " + (w.isNone() ? "coefficients" : "templates") + " alone has no minimum while "
                    + "the scale is free, so the " + (w.isNone() ? "templates are kept at Euclidean norm 1"
                        : "coefficients of each template are kept at root mean square 1")
                    + " and the objective may rise between iterations");
        }
        return warnings;
    }

    private static void checkMatrixTerms(final NmfProblem problem, final NmfSettings settings) {
        final Observations data = problem.data();
        if (!settings.algorithm().can(Capability.MATRIX_WEIGHTS)) {
            throw new IllegalArgumentException(
                settings.algorithm().title() + " does not offer matrix weights and matrix"
                    + " penalties. Algorithms that do: " + Algorithm.titlesWith(Capability.MATRIX_WEIGHTS));
        }
        if (settings.rule().distance() != Distance.SQUARED_ERROR) {
            throw new IllegalArgumentException(
                "The " + settings.rule().distance().title() + " is offered without matrix weights and penalties only");
        }
        problem.matrixTerms().check(data.count(), data.pixels(), settings.rank());
        if (problem.matrixTerms().weighted() && !data.uniform()) {
            throw new IllegalArgumentException("Matrix weights need complete data without other weights, but "
                + data.missingEntries() + " entries are missing or weights of entries were given");
        }
        if (problem.matrixTerms().penalised() && settings.start().method() == StartMethod.SEQUENTIAL) {
            throw new IllegalArgumentException("Matrix penalties have the shape of " + settings.rank()
                + " templates and cannot be used with " + StartMethod.SEQUENTIAL.title() + "; choose another start");
        }
    }

    /** Y must have the shape and the weights of X, be ≥ 0, and lift every observed value to at least 0. */
    private static void checkShift(final NmfProblem problem, final NmfSettings settings) {
        final Observations data = problem.data();
        final Observations shift = Objects.requireNonNull(problem.shift());
        if (settings.algorithm() != Algorithm.SHIFT) {
            throw new IllegalArgumentException(settings.algorithm().title() + " does not offer a shift of each entry;"
                + " only " + Algorithm.SHIFT.title() + " does");
        }
        if (shift.pixels() != data.pixels() || shift.count() != data.count()) {
            throw new IllegalArgumentException("The shift has " + shift.count() + " observations of " + shift.pixels()
                + " pixels, but the data have " + data.count() + " of " + data.pixels());
        }
        final double[] x = new double[data.pixels()];
        final double[] v = new double[data.pixels()];
        final double[] y = new double[data.pixels()];
        final double[] yWeights = new double[data.pixels()];
        for (int j = 0; j < data.count(); j++) {
            data.copy(j, x, v);
            shift.copy(j, y, yWeights);
            for (int i = 0; i < x.length; i++) {
                if (v[i] != yWeights[i]) {
                    throw new BadEntryException(j, i, "the shift has weight " + yWeights[i] + ", but the data " + v[i]);
                }
                // the sum of stored values that cancel exactly may be off by their rounding
                if (v[i] > 0 && !(y[i] >= 0 && x[i] + y[i] >= -1e-12 * y[i])) {
                    throw new BadEntryException(j, i, "the shift is " + y[i] + " and the value " + x[i]
                        + ", but the shift must be ≥ 0 and their sum too");
                }
            }
        }
    }

    /**
     * @param problem the problem to go on with
     * @param settings the settings
     * @param state the state to go on from
     * @throws IllegalArgumentException if the state belongs to something else
     */
    static void checkState(final NmfProblem problem, final NmfSettings settings, final LoopState state) {
        if (!state.algorithm().equals(settings.algorithm().id())) {
            throw new IllegalArgumentException("The saved state was written by \"" + state.algorithm()
                + "\" and cannot be continued by \"" + settings.algorithm().id() + "\"");
        }
        if (settings.algorithm().can(Capability.DIRECT)) {
            throw new IllegalArgumentException(
                settings.algorithm().title() + " is direct: there is nothing to continue");
        }
        final Observations data = problem.data();
        final double[] w = state.values().get("w");
        final double[] h = state.values().get("h");
        if (w == null || h == null || w.length != data.pixels() * settings.rank()
            || h.length != data.count() * settings.rank()) {
            throw new IllegalArgumentException("The saved state does not fit " + data.pixels() + " pixels, "
                + data.count() + " observations and " + settings.rank() + " templates");
        }
        for (final Map.Entry<String, double[]> value : state.values().entrySet()) {
            // factors, those that are extrapolated from and so on
            if (value.getKey().startsWith("w") || value.getKey().startsWith("h")) {
                for (final double number : value.getValue()) {
                    if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
                        throw new IllegalArgumentException("The saved state has " + number + " among its \""
                            + value.getKey() + "\", but templates and coefficients must be finite numbers ≥ 0");
                    }
                }
            }
        }
    }
}
