package org.noisynmf.engine.posterior;

import java.util.Objects;

import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;

/**
 * How to sample the posterior.
 *
 * @param fit how the fit at which chains begin is made; rank, seed, threads and scaling hold for the posterior, too
 * @param refit whether that fit is made even if the problem has templates; else these are the fit, and the coefficients
 *            their projection
 * @param chains number of chains, 1 to 16; with less than two nothing tells whether they agree
 * @param sweeps of each chain, at most, ≥ 20; sampling ends earlier if the chains have settled
 * @param freeNoiseScale whether weights are known only up to a common factor 1/φ, which is then drawn, too
 * @param draws of the templates to keep from all chains together, ≥ {@code chains}
 * @param reconstruction whether the mean of W H is wanted, an array as large as the data
 */
public record PosteriorSettings(NmfSettings fit, boolean refit, int chains, int sweeps, boolean freeNoiseScale,
    int draws, boolean reconstruction) {

    /** Sweeps after which chains are compared for the first time. */
    public static final int FIRST_SWEEPS = 2000;

    /** Sweeps of a chain that are enough for most data that can be settled. */
    public static final int DEFAULT_SWEEPS = 32_000;

    /** Draws of the templates from which quantiles and projections are made. */
    public static final int DEFAULT_DRAWS = 200;

    /** Sweeps of a chain, at least, that halves can be compared of. */
    public static final int LEAST_SWEEPS = 20;

    /** Chains, at most. */
    public static final int MOST_CHAINS = 16;

    /** Checks the ranges. */
    public PosteriorSettings {
        Objects.requireNonNull(fit);
        if (chains < 1 || chains > MOST_CHAINS) {
            throw new IllegalArgumentException(
                "The number of chains is " + chains + ", but must be from 1 to " + MOST_CHAINS);
        }
        if (sweeps < LEAST_SWEEPS) {
            throw new IllegalArgumentException("The largest number of sweeps is " + sweeps + ", but must be ≥ "
                + LEAST_SWEEPS);
        }
        if (draws < chains) {
            throw new IllegalArgumentException("The number of draws to keep is " + draws + ", but must be ≥ "
                + chains + ", the number of chains");
        }
        if (fit.rule().distance() != Distance.SQUARED_ERROR) {
            throw new IllegalArgumentException("The posterior is that of normal noise, but the misfit is the "
                + fit.rule().distance().title());
        }
        if (!fit.regularisation().templates().isNone() || !fit.regularisation().coefficients().isNone()
            || fit.regularisation().pixelOverlap() != 0) {
            throw new IllegalArgumentException("The posterior has priors and takes no penalties");
        }
        if (fit.algorithm() == Algorithm.SEPARABLE) {
            throw new IllegalArgumentException(
                "Chains begin at a minimum of χ², which " + fit.algorithm().title() + " does not give");
        }
    }

    /**
     * Two chains of at most 32,000 sweeps, known noise, 200 draws, no reconstruction.
     *
     * @param fit how the fit at which chains begin is made
     */
    public PosteriorSettings(final NmfSettings fit) {
        this(fit, true, 2, DEFAULT_SWEEPS, false, DEFAULT_DRAWS, false);
    }

    /** @return these settings with another largest number of sweeps */
    public PosteriorSettings withSweeps(final int most) {
        return new PosteriorSettings(fit, refit, chains, most, freeNoiseScale, draws, reconstruction);
    }

    /** @return these settings with an unknown scale of the noise, or a known one */
    public PosteriorSettings withFreeNoiseScale(final boolean free) {
        return new PosteriorSettings(fit, refit, chains, sweeps, free, draws, reconstruction);
    }

    /** @return these settings with the mean of W H, or without */
    public PosteriorSettings withReconstruction(final boolean wanted) {
        return new PosteriorSettings(fit, refit, chains, sweeps, freeNoiseScale, draws, wanted);
    }

    /** @return these settings with given templates taken as the fit, or as its start */
    public PosteriorSettings withRefit(final boolean wanted) {
        return new PosteriorSettings(fit, wanted, chains, sweeps, freeNoiseScale, draws, reconstruction);
    }
}
