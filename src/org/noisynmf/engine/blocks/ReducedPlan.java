package org.noisynmf.engine.blocks;

import java.util.stream.IntStream;

import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.pass.Objective;
import org.noisynmf.engine.pass.Penalties;
import org.noisynmf.engine.pass.Steps;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.step.ColdAnls;
import org.noisynmf.engine.step.CoordinateDescent;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.storage.Precision;

/**
 * What all blocks of one data set must agree on before the first pass: how both sides are stepped, in which units.
 *
 * @param rank q
 * @param summary of all observations, every block stored in its units
 * @param precision type in which they are stored
 * @param penalties of both factors in stored units
 * @param steps of the pixels: coordinate sweeps
 * @param onCoefficients of the observations: the exact minimum
 */
public record ReducedPlan(int rank, DataSummary summary, Precision precision, Penalties penalties, Steps steps,
    Steps onCoefficients) {

    /**
     * @param settings sweeps and penalties
     * @param rank q
     * @param held templates that stay as they are. Not modified.
     * @param summary of all observations
     * @param precision type in which they are stored
     * @return the plan
     */
    public static ReducedPlan of(final NmfSettings settings, final int rank, final int[] held,
        final DataSummary summary, final Precision precision) {
        final Penalties penalties = Penalties.of(settings, summary);
        final int[] free =
            IntStream.range(0, rank).filter(k -> IntStream.of(held).noneMatch(h -> h == k)).toArray();
        final Steps steps =
            Steps.of(rank, inPrecision(new CoordinateDescent(settings.rule().sweeps()), precision), 1, free,
                penalties, summary.uniform(), false);
        return new ReducedPlan(rank, summary, precision, penalties, steps,
            steps.with(inPrecision(new ColdAnls(), precision)));
    }

    private static StepRule inPrecision(final StepRule rule, final Precision precision) {
        return precision == Precision.FLOAT32 ? rule.forSinglePrecision() : rule;
    }

    /** @return the objective of the passes */
    public Objective objective() {
        return Objective.of(summary, penalties, rank, precision);
    }
}
