package org.noisynmf.engine.posterior.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

/** The normal distribution above 0: its mass and draws from it. */
public class NormalMassTest {

    /** Precision a, linear term g, F(a, g), mean and standard deviation above 0, from adaptive quadrature. */
    private static final double[][] KNOWN = {{1, 0, 0.2257913526447274, 0.797884560803, 0.602810274989},
        {1, 3, 5.417587723239925, 3.00443783904, 0.993311023023},
        {4, -2, -1.115230292364536, 0.26256763808, 0.223101807237},
        {1, -10, -2.312346617307798, 0.0980932339625, 0.0971873336688},
        {1, -40, -3.689503480549115, 0.0249688472073, 0.0249533239988},
        {0.25, -40, -3.689035643125775, 0.0249921935965, 0.0249882937434},
        {100, 500, 1248.616353440211, 5.0, 0.1}};

    @Test
    public void massIsThatOfQuadrature() {
        for (final double[] known : KNOWN) {
            assertThat(NormalMass.log(known[0], known[1])).as("a %s, g %s", known[0], known[1])
                .isCloseTo(known[2], within(3e-14 * Math.max(1, Math.abs(known[2]))));
        }
    }

    @Test
    public void massWithoutPrecisionIsThatOfAnExponential() {
        for (final double g : new double[]{-1e-8, -1, -1e6}) {
            assertThat(NormalMass.log(0, g)).isCloseTo(-Math.log(-g), within(1e-12));
        }
    }

    @Test
    public void tailIsContinuousAndFallsAsOneOverY() {
        assertThat(NormalMass.tail(0)).isCloseTo(0.5, within(1e-15));
        // 1/(y √2π) (1 − 1/y²): the next term is 3/y⁴
        final double y = 1e5;
        assertThat(NormalMass.tail(y) * y * Math.sqrt(2 * Math.PI)).isCloseTo(1 - 1 / (y * y), within(1e-14));
    }

    @Test
    public void drawsHaveTheMomentsOfTheTruncatedNormal() {
        final KeyedRandom random = new KeyedRandom();
        random.state(KeyedRandom.row(KeyedRandom.key(1, 0, 0), 0));
        final TruncatedNormal normal = new TruncatedNormal(random);
        final int draws = 400_000;
        for (final double[] known : KNOWN) {
            final double sd = 1 / Math.sqrt(known[0]);
            double sum = 0;
            double squares = 0;
            for (int s = 0; s < draws; s++) {
                final double z = normal.draw(known[1] * sd, sd);
                assertThat(z).isNotNegative();
                sum += z;
                squares += (z - known[3]) * (z - known[3]);
            }
            // five standard errors; that of the variance is at most √8 σ²/√N, of an exponential
            assertThat(sum / draws).as("a %s, g %s", known[0], known[1])
                .isCloseTo(known[3], within(5 * known[4] / Math.sqrt(draws)));
            assertThat(squares / draws).isCloseTo(known[4] * known[4],
                within(5 * Math.sqrt(8.0 / draws) * known[4] * known[4]));
        }
    }

    @Test
    public void drawsFarBelowZeroAreExponential() {
        final KeyedRandom random = new KeyedRandom();
        random.state(7);
        final TruncatedNormal normal = new TruncatedNormal(random);
        double sum = 0;
        for (int s = 0; s < 100_000; s++) {
            sum += normal.draw(-1e7, 1);
        }
        assertThat(sum / 100_000).isCloseTo(1e-7, within(5e-7 / Math.sqrt(100_000)));
    }
}
