package org.noisynmf.engine.evaluate;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * Degrees of freedom of a fit, the number that χ² is to be compared with: N_obs less the numbers that were free.
 *
 * <p>Effective: ν = N_obs − (#{W &gt; 0} + #{H &gt; 0} − q), for a number that a bound holds at 0 was not free, and each
 * template leaves its scale to its coefficients. Nominal: N_obs − q (n + d − q), the dimension of all matrices of rank q.
 * Observations and pixels without any weight have no numbers and are not counted. With templates that were given only
 * the coefficients were free: N_obs − #{H &gt; 0}, nominally N_obs − q n.
 *
 * <p>In a factorisation χ² of one observation has no degrees of freedom of its own, since all share the templates;
 * {@link #share} is the part of ν that falls to it.
 *
 * @param entries N_obs, the number of observed entries
 * @param effective from the numbers that are positive; may be ≤ 0
 * @param nominal from the shape alone; may be ≤ 0
 */
public record DegreesOfFreedom(long entries, long effective, long nominal) {

    /**
     * Those of a factorisation.
     *
     * @param data X and V. Not modified.
     * @param factors W and H learnt on these data; NaN where nothing was observed. Not modified.
     * @return the degrees of freedom
     */
    public static DegreesOfFreedom of(final Observations data, final Factors factors) {
        final long entries = data.observedEntries();
        final long q = factors.rank();
        final long free = positiveTemplates(data, factors) + positiveCoefficients(data, factors) - q;
        return new DegreesOfFreedom(entries, entries - free, nominal(data, factors.rank()));
    }

    /**
     * Those of a projection onto templates that were learnt elsewhere.
     *
     * @param data X and V. Not modified.
     * @param factors given W and found H. Not modified.
     * @return the degrees of freedom
     */
    public static DegreesOfFreedom ofProjection(final Observations data, final Factors factors) {
        final long entries = data.observedEntries();
        final long observations = data.count() - (long)data.emptyObservations();
        return new DegreesOfFreedom(entries, entries - positiveCoefficients(data, factors),
            entries - factors.rank() * observations);
    }

    /**
     * Those of one observation on templates that were learnt elsewhere: N_j less the number of its positive coefficients.
     *
     * @param data X and V. Not modified.
     * @param factors given W and found H. Not modified.
     * @param j index of the observation
     * @return its degrees of freedom
     */
    public static int ofProjection(final Observations data, final Factors factors, final int j) {
        int free = data.observedCount(j);
        for (int k = 0; k < factors.rank() && data.observedCount(j) > 0; k++) {
            free -= factors.h()[j * factors.rank() + k] > 0 ? 1 : 0;
        }
        return free;
    }

    /**
     * @param data X and V. Not modified.
     * @param rank q
     * @return N_obs − q (n + d − q), without observations and pixels that have no weight
     */
    public static long nominal(final Observations data, final int rank) {
        final long observations = data.count() - (long)data.emptyObservations();
        final long pixels = data.pixels() - (long)data.emptyPixels();
        return data.observedEntries() - rank * (observations + pixels - rank);
    }

    /**
     * The part of the effective degrees of freedom that falls to one observation, ν N_j / N_obs: what its χ² is on average
     * if the model fits to the noise.
     *
     * @param data X and V. Not modified.
     * @param j index of the observation
     * @return its share; NaN without weight
     */
    public double share(final Observations data, final int j) {
        final int observed = data.observedCount(j);
        return observed > 0 ? (double)effective * observed / entries : Double.NaN;
    }

    /**
     * @param chi2 χ² of the fit
     * @return χ² per effective degree of freedom; NaN without any
     */
    public double reduced(final double chi2) {
        return effective > 0 ? chi2 / effective : Double.NaN;
    }

    private static long positiveTemplates(final Observations data, final Factors factors) {
        long positive = 0;
        for (int p = 0; p < factors.w().length; p++) {
            positive += factors.w()[p] > 0 && data.pixelObserved(p % factors.pixels()) ? 1 : 0;
        }
        return positive;
    }

    private static long positiveCoefficients(final Observations data, final Factors factors) {
        long positive = 0;
        for (int p = 0; p < factors.h().length; p++) {
            positive += factors.h()[p] > 0 && data.observedCount(p / factors.rank()) > 0 ? 1 : 0;
        }
        return positive;
    }
}
