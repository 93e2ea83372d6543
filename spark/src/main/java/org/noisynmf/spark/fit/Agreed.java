package org.noisynmf.spark.fit;

import java.io.Serializable;

import org.noisynmf.engine.blocks.ReducedPlan;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.storage.Precision;

/**
 * What a worker must know to make the moments of a block: the numbers of {@link ReducedPlan} that travel.
 *
 * @param rank q
 * @param l1 L1 penalty on coefficients, in the caller's units
 * @param l2 L2 penalty on coefficients, in the caller's units
 * @param precision type in which data are stored
 * @param pixels d
 * @param tileWidth width of a tile
 * @param dataExponent e in stored x = x · 2⁻ᵉ
 * @param weightExponent e in stored v = v · 2⁻ᵉ
 * @param uniform whether every entry of all data is observed and has weight 1
 */
record Agreed(int rank, double l1, double l2, Precision precision, int pixels, int tileWidth, int dataExponent,
    int weightExponent, boolean uniform) implements Serializable {

    static Agreed of(final ReducedPlan plan, final Penalty onCoefficients) {
        final DataSummary data = plan.summary();
        return new Agreed(plan.rank(), onCoefficients.l1(), onCoefficients.l2(), plan.precision(), data.pixels(),
            data.tileWidth(), data.dataExponent(), data.weightExponent(), data.uniform());
    }

    /** @return the plan, as far as a block needs it */
    ReducedPlan plan() {
        final NmfSettings settings =
            NmfSettings.builder().rank(rank).coefficientPenalty(new Penalty(l1, l2, 0)).build();
        return ReducedPlan.of(settings, rank, new int[0],
            new DataSummary(pixels, 0, tileWidth, dataExponent, weightExponent, uniform, 0, 0, 0, new boolean[0]),
            precision);
    }
}
