package org.noisynmf.engine.start;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * Coefficients uniform on (0, s], drawn first, then templates uniform on (0, 1], or falling ramps
 * (d − 1 − i) / d + 0.05 as Green and Bailey (2024) start theirs. Half the root mean square of the data is s, so that the
 * start follows the data in whatever unit they are given. Zero is never drawn, for multiplicative rules cannot leave it.
 */
final class UniformStart implements Start {

    /** What the last pixel of a ramp starts with, so that no entry is 0. */
    private static final double RAMP_FLOOR = 0.05;

    private final boolean m_ramp;

    /**
     * @param ramp whether templates are ramps
     */
    UniformStart(final boolean ramp) {
        m_ramp = ramp;
    }

    @Override
    public Factors create(final Observations data, final int rank, final long seed) {
        final UniformRandomProvider generator = generator(seed);
        final double[] h = draw(generator, Sizes.of(data.count(), rank, "coefficients"));
        final double largest = size(data);
        for (int p = 0; p < h.length; p++) {
            h[p] *= largest;
        }
        final int size = Sizes.of(data.pixels(), rank, "templates");
        final double[] w = m_ramp ? ramps(data.pixels(), rank, size) : draw(generator, size);
        return new Factors(data.pixels(), data.count(), rank, w, h);
    }

    /**
     * @param data X and V. Not modified.
     * @return s, the largest coefficient on templates of largest value 1
     */
    static double size(final Observations data) {
        return 0.5 * data.size();
    }

    /**
     * @param seed any number
     * @return the generator that every start draws from
     */
    static UniformRandomProvider generator(final long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    /**
     * @param generator where to draw from
     * @param size number of values
     * @return values uniform on (0, 1]
     */
    static double[] draw(final UniformRandomProvider generator, final int size) {
        final double[] values = new double[size];
        for (int p = 0; p < size; p++) {
            values[p] = 1 - generator.nextDouble();
        }
        return values;
    }

    static double[] ramps(final int pixels, final int rank, final int size) {
        final double[] w = new double[size];
        for (int i = 0; i < pixels; i++) {
            w[i] = (pixels - 1.0 - i) / pixels + RAMP_FLOOR;
        }
        for (int k = 1; k < rank; k++) {
            System.arraycopy(w, 0, w, k * pixels, pixels);
        }
        return w;
    }
}
