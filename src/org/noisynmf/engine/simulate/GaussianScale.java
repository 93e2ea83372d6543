package org.noisynmf.engine.simulate;

/** How the strength of Gaussian noise is given. */
public enum GaussianScale {
    /** There is none. */
    NONE,
    /** As its standard deviation σ, in units of the data. */
    STANDARD_DEVIATION,
    /** As the mean size of all values over σ. */
    SIGNAL_TO_NOISE
}
