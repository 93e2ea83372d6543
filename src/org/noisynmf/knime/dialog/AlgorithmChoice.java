package org.noisynmf.knime.dialog;

import java.util.Arrays;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;

/**
 * The catalogue as the dialog offers it. The names of the constants are stored in workflows and never change; a test
 * checks that every algorithm of {@link Algorithm} stands here under its own title.
 */
public enum AlgorithmChoice {
    @Label(value = "Accelerated coordinate descent",
        description = "Coordinate sweeps on the normal equations of each iteration, extrapolated with restart. "
            + "Accepts negative data; needs far fewer iterations than most others. The default.")
    ACCELERATED,

    @Label(value = "Accelerated variable projection",
        description = "The coefficients are the exact minimum in every iteration, and only the templates are "
            + "extrapolated. Accepts negative data; often needs fewer iterations to the last digits than the default.")
    REDUCED,

    @Label(value = "Nearly-NMF",
        description = "Multiplicative update for noisy data (Green and Bailey 2024, eq. 20). Accepts negative data "
            + "and weights; the misfit never rises.")
    NEARLY,

    @Label(value = "Shift-NMF",
        description = "Multiplicative update for noisy data (Green and Bailey 2024, eq. 13): shifts data and model "
            + "until nothing is negative. Like Nearly-NMF, but slower where the data reach far below zero.")
    SHIFT,

    @Label(value = "Lee–Seung multiplicative update",
        description = "The classical update (Lee and Seung 2001) for data without weights, missing or negative values.")
    LEE_SEUNG,

    @Label(value = "Weighted multiplicative update",
        description = "The classical update with weights (Zhu 2016). Needs data without negative values; clipping "
            + "them biases the templates upwards.")
    WEIGHTED_MU,

    @Label(value = "Coordinate descent (HALS)",
        description = "Coordinate sweeps on the normal equations of each iteration, without extrapolation unless "
            + "asked.")
    HALS,

    @Label(value = "Exact alternating least squares (ANLS)",
        description = "Every step is the exact minimum for one factor while the other is held.")
    ANLS,

    @Label(value = "Projected gradient",
        description = "Steps against the gradient, cut off at 0, with a fixed or a searched step length.")
    PROJECTED_GRADIENT,

    @Label(value = "Interior-point gradient (Gonzalez–Zhang)",
        description = "Additive steps that keep all values positive, with one step length for each observation and "
            + "pixel (Gonzalez and Zhang 2005).")
    GONZALEZ_ZHANG,

    @Label(value = "Regularised multiplicative update (MURNMF)",
        description = "Multiplicative update with penalties (Pav 2024, algorithm 1) for data without negative values. "
            + "The misfit can rise.")
    MURNMF,

    @Label(value = "Regularised additive update (AURNMF)",
        description = "Additive steps with one step length for a whole factor, with all of Pav's penalties (Pav 2024, "
            + "algorithm 3). Accepts negative data.")
    AURNMF,

    @Label(value = "Separable factorisation (anchors)",
        description = "No iterations: picks the observations (or pixels) that contain only one template and fits "
            + "the rest to them exactly. For data known to hold such pure observations.")
    SEPARABLE,

    @Label(value = "Shifted data (biased, for comparison)",
        description = "Adds a constant to all data and factorises the sum, which is another problem with a biased "
            + "solution; Shift-NMF avoids this. For teaching.")
    SHIFTED_DATA;

    /** @return the engine's algorithm */
    public Algorithm algorithm() {
        return Algorithm.valueOf(name());
    }

    /**
     * @param capability a capability
     * @return the choices that have it
     */
    public static AlgorithmChoice[] with(final Capability capability) {
        return Arrays.stream(values()).filter(c -> c.algorithm().can(capability)).toArray(AlgorithmChoice[]::new);
    }
}
