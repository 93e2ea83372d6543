package org.noisynmf.engine.redshift.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;

/** The transform against its definition. */
public class FourierTest {

    /** Rounding of sums of 64 products of order one. */
    private static final double ROUNDING = 1e-12;

    @Test
    public void transformIsItsDefinitionAndItsInverseGivesTheNumbersBack() {
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
        // both kinds of last step: a power of four, and two times one
        for (final int size : new int[]{4, 8, 16, 32, 64}) {
            final double[] re = random.doubles(size).toArray();
            final double[] im = random.doubles(size).toArray();
            final double[] outRe = re.clone();
            final double[] outIm = im.clone();
            final Fourier fourier = new Fourier(size);
            fourier.transform(outRe, outIm, new double[size], new double[size]);
            for (int k = 0; k < size; k++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int n = 0; n < size; n++) {
                    final double angle = -2 * Math.PI * k * n / size;
                    sumRe += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
                    sumIm += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
                }
                assertThat(outRe[k]).as("size " + size + ", " + k).isCloseTo(sumRe, within(ROUNDING));
                assertThat(outIm[k]).as("size " + size + ", " + k).isCloseTo(sumIm, within(ROUNDING));
            }
            fourier.transform(outIm, outRe, new double[size], new double[size]);
            for (int n = 0; n < size; n++) {
                assertThat(outRe[n] / size).isCloseTo(re[n], within(ROUNDING));
                assertThat(outIm[n] / size).isCloseTo(im[n], within(ROUNDING));
            }
        }
    }
}
