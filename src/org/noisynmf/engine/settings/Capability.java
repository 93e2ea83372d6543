package org.noisynmf.engine.settings;

import org.noisynmf.engine.model.MatrixTerms;

/** What an algorithm of the {@link Algorithm catalogue} can do. */
public enum Capability {
    /** Steps a factor as a whole, with one step length, instead of problem by problem. */
    COUPLED,
    /** Has no passes to repeat: it is finished after one. */
    DIRECT,
    /** Accepts data with negative values. */
    NEGATIVE_DATA,
    /** Accepts a weight for each entry, and so missing entries. */
    WEIGHTS,
    /** Honours L1 penalties. */
    L1,
    /** Honours L2 penalties. */
    L2,
    /** Honours penalties on templates that overlap. */
    ORTHOGONALITY,
    /** Honours Pav's γ on the right factor, which couples all pixels. */
    PIXEL_OVERLAP,
    /** Promises that the objective never rises. */
    DESCENT,
    /** Can repeat its step on the moments of one pass. */
    INNER_STEPS,
    /** Has a number of coordinate sweeps. */
    SWEEPS,
    /** Can be extrapolated. */
    EXTRAPOLATION,
    /** Is extrapolated unless the settings say otherwise, with five coordinate sweeps a step. */
    ACCELERATED,
    /** Steps the templates alone: their coefficients are the exact minimum in every pass. */
    EXACT_COEFFICIENTS,
    /** Can hold some templates and free others. */
    HELD_TEMPLATES,
    /** Accepts Pav's row and column weight matrices and his matrix penalties, {@link MatrixTerms}. */
    MATRIX_WEIGHTS,
    /** Minimises the Kullback–Leibler divergence too. */
    KULLBACK_LEIBLER,
    /** Minimises the Itakura–Saito divergence too. */
    ITAKURA_SAITO
}
