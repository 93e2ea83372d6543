package org.noisynmf.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of how sure the templates are, other than bands.
 *
 * @param posterior what chains of draws say; null = there are none
 * @param uniqueness how far templates may change at an equally good fit; null = not looked for
 * @param starts how several starts ended; null = there was one
 */
public record Certainty(@Nullable Posterior posterior, @Nullable Uniqueness uniqueness, @Nullable Starts starts) {

    /**
     * How far the chains agree. M = W₀⁺ W says how much of each template of the fit W₀ is in each template of a draw W.
     *
     * @param rHat R̂ of the entry of M for which it is largest
     * @param ess effective sample size of the entry of M for which it is smallest
     * @param reconstructionRHat R̂ that 95 % of watched entries of W H stay below
     * @param reconstructionEss effective sample size that 95 % of them exceed
     * @param mixing largest standard deviation of an entry of M between two different templates
     * @param slowest entry of M with the largest R̂, k q + l
     * @param rotationMean mean of M, q × q row by row
     * @param rotationSd standard deviation of M, likewise
     * @param chains what each chain did to the slowest entry
     */
    public record Posterior(double rHat, double ess, double reconstructionRHat, double reconstructionEss, double mixing,
        int slowest, PackedFloats rotationMean, PackedFloats rotationSd, List<Chain> chains) {

        /** Copies the list. */
        public Posterior {
            chains = List.copyOf(chains);
        }
    }

    /**
     * One chain.
     *
     * @param sweep numbers of the sweeps, ascending
     * @param values of one number after each of them
     */
    public record Chain(PackedFloats sweep, PackedFloats values) {
    }

    /**
     * What each template may hold of each other one at an equally good fit, as shares of itself, q × q row by row.
     *
     * @param less how much less
     * @param more how much more
     */
    public record Uniqueness(PackedFloats less, PackedFloats more) {
    }

    /**
     * Several starts.
     *
     * @param chi2 χ² at the end of each
     * @param best which of them was returned
     * @param cosines for each template the median cosine to its partners in starts that fit as well; NaN = there are none
     */
    public record Starts(double[] chi2, int best, double[] cosines) {
    }
}
