package org.noisynmf.engine.blocks;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.PixelSide;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.solve.ReducedFit;
import org.noisynmf.engine.solve.stepper.ReducedIteration;
import org.noisynmf.engine.storage.Precision;

/**
 * A factorisation of observations that lie in blocks, anywhere.
 *
 * @param data summary of all observations, every block stored in its units
 * @param precision type in which they are stored
 * @param templates to start from in the caller's units, d values each; null = none. Read-only.
 * @param held indices of templates that stay as they are. Read-only.
 */
public record BlockFit(DataSummary data, Precision precision, double @Nullable [] templates, int[] held) {

    /**
     * @param settings rank, start, penalties and stopping
     * @param makers makes the moments that a plan wants
     * @param team the threads that step the pixels
     * @param observer may cancel
     * @param rounds hears of every round
     * @param state where an earlier run was; null = begin
     * @return templates and how they were found
     * @throws IllegalArgumentException if settings do not fit the data or need them in one place
     */
    public ReducedFit.Outcome run(final NmfSettings settings,
        final Function<ReducedPlan, ReducedIteration.Source> makers,
        final Team team, final Observer observer, final ReducedFit.Rounds rounds, final @Nullable LoopState state) {
        for (final int k : held) {
            if (k < 0 || templates == null || k >= templates.length / data.pixels()) {
                throw new IllegalArgumentException(
                    "Template " + k + " (counted from 0) is to be held, but start templates"
                        + " were given for " + (templates == null ? 0 : templates.length / data.pixels()));
            }
        }
        return new ReducedFit(data, settings, rank -> {
            final ReducedPlan plan = ReducedPlan.of(settings, rank, held, data, precision);
            return w -> new ReducedIteration(makers.apply(plan), new PixelSide(data, plan.steps(), team, observer),
                plan.objective(), w);
        }, observer, rounds).run(templates, held, state);
    }
}
