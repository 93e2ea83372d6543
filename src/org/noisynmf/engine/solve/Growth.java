package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.solve.loop.Deadline;
import org.noisynmf.engine.solve.loop.Loop;
import org.noisynmf.engine.solve.loop.Plateau;
import org.noisynmf.engine.solve.loop.Stage;
import org.noisynmf.engine.solve.stepper.Stepper;
import org.noisynmf.engine.stopping.Criterion;
import org.noisynmf.engine.stopping.IterationLimit;

/** Sequential growth: a few passes with one template, a few with two, and so on up to the rank. */
final class Growth {

    /** Makes a stepper of so many templates. */
    @FunctionalInterface
    interface Maker {
        /**
         * @param rank number of templates
         * @param w W to start from. Not modified.
         * @param h H to start from. Not modified.
         * @return the stepper
         */
        Stepper stepper(int rank, double[] w, double[] h);
    }

    private final NmfSettings m_settings;

    private final Maker m_maker;

    private final Deadline m_observer;

    private final List<TraceRow> m_trace = new ArrayList<>();

    private Factors m_factors;

    private int m_passes;

    /**
     * @param settings the method
     * @param maker makes the steppers
     * @param observer hears of progress, may cancel, and knows when time is up
     * @param start factors in stored units, of which those of the first templates start each stage. Not modified.
     */
    Growth(final NmfSettings settings, final Maker maker, final Deadline observer, final Factors start) {
        m_settings = settings;
        m_maker = maker;
        m_observer = observer;
        m_factors = start;
    }

    /**
     * @param problem the problem
     * @param settings the method
     * @return whether it begins with growth
     */
    static boolean wanted(final NmfProblem problem, final NmfSettings settings) {
        return settings.start().method() == StartMethod.SEQUENTIAL && problem.templates() == null
            && problem.coefficients() == null;
    }

    /**
     * @param restart number of the restart
     * @param label precedes the progress messages
     * @param started {@link System#nanoTime()} at the start of the restart
     * @return the stage that ended for another reason than its number of passes; empty = all were made
     */
    Optional<Loop.Outcome> run(final int restart, final String label, final long started) {
        final int most = m_settings.start().growthPasses();
        for (int rank = 1; rank <= m_settings.rank(); rank++) {
            final Factors grown = leading(m_factors, rank);
            final Stepper stepper = m_maker.stepper(rank, grown.w(), grown.h());
            final Stage stage =
                new Stage(label + "growing template " + rank + " of " + m_settings.rank() + ", ", restart, rank,
                    m_passes, most, started);
            final Loop.Outcome outcome = new Loop(stepper, Criterion.any(new IterationLimit(most), m_observer),
                new Plateau(stepper, 0), m_observer, stage, new double[0]).run();
            m_factors = embedded(m_factors, rank, stepper);
            // the first state of a stage is the last of the one before, with one template more
            m_trace.addAll(rank == 1 ? outcome.trace() : outcome.trace().subList(1, outcome.trace().size()));
            m_passes += outcome.passes();
            if (outcome.reason() != StopReason.ITERATION_LIMIT) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    /** @return the factors so far, in stored units */
    Factors factors() {
        return m_factors;
    }

    /** @return passes of all stages */
    int passes() {
        return m_passes;
    }

    /** @return a row for each state */
    List<TraceRow> trace() {
        return m_trace;
    }

    /** The first templates of the factors with their coefficients. */
    private static Factors leading(final Factors factors, final int rank) {
        final int n = factors.observations();
        final double[] h = new double[n * rank];
        for (int j = 0; j < n; j++) {
            System.arraycopy(factors.h(), j * factors.rank(), h, j * rank, rank);
        }
        return new Factors(factors.pixels(), n, rank, Arrays.copyOf(factors.w(), factors.pixels() * rank), h);
    }

    /** The factors with their first templates replaced by those of a stage of growth. */
    private static Factors embedded(final Factors factors, final int rank, final Stepper stepper) {
        final int n = factors.observations();
        final double[] w = factors.w().clone();
        final double[] h = factors.h().clone();
        System.arraycopy(stepper.templates(), 0, w, 0, factors.pixels() * rank);
        for (int j = 0; j < n; j++) {
            System.arraycopy(stepper.coefficients(), j * rank, h, j * factors.rank(), rank);
        }
        return new Factors(factors.pixels(), n, factors.rank(), w, h);
    }
}
