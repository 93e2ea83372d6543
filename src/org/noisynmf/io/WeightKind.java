package org.noisynmf.io;

import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.engine.naming.Named;

/** What the numbers in a table or file of weights are. */
public enum WeightKind implements Named {
    /** Inverse variances, ≥ 0: used as they are. */
    INVERSE_VARIANCE {
        @Override
        double convert(final double given) {
            return given;
        }
    },
    /** Variances, &gt; 0. */
    VARIANCE {
        @Override
        double convert(final double given) {
            return 1 / given;
        }
    },
    /** Standard deviations, &gt; 0. */
    STANDARD_DEVIATION {
        @Override
        double convert(final double given) {
            return 1 / (given * given);
        }
    },
    /**
     * Variances σ², &gt; 0, of all but the photon noise: the weights are 1 / σ², to be used with
     * {@link org.noisynmf.engine.data.PhotonNoise}.
     */
    BACKGROUND_VARIANCE {
        @Override
        double convert(final double given) {
            return 1 / given;
        }
    };

    abstract double convert(double given);

    /**
     * Turns what was given for one observation into weights. A missing number (NaN) beside a missing value gives weight
     * 0, an infinite variance or standard deviation gives weight 0 too.
     *
     * @param observation 0-based index of the observation, for messages
     * @param x its d values; NaN = missing. Not modified.
     * @param given d numbers of this kind; receives the weights. Modified.
     * @throws BadEntryException for a number that is no such quantity
     */
    public void toWeights(final long observation, final double[] x, final double[] given) {
        for (int i = 0; i < given.length; i++) {
            final double number = given[i];
            if (this == INVERSE_VARIANCE && number >= 0 && number < Double.POSITIVE_INFINITY) {
                continue;
            }
            if (Double.isNaN(number) && Double.isNaN(x[i])) {
                given[i] = 0;
                continue;
            }
            final double weight = convert(number);
            if (!(number >= 0) || !(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new BadEntryException(observation, i, "the " + id().replace('-', ' ') + " is "
                    + number + ", but must be a "
                    + (this == INVERSE_VARIANCE ? "finite number ≥ 0" : "number > 0"));
            }
            given[i] = weight;
        }
    }
}
