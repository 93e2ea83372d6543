package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Stopping;

/** Where templates have become copies a search looks converged and is not. */
public class PlateauTest {

    private static final int PIXELS = 80;

    private static final int COUNT = 60;

    private static NmfProblem plateau(final double difference) {
        final Random random = new Random(10);
        final double[] w = random.doubles(2L * PIXELS).toArray();
        final double[] h = random.doubles(2L * COUNT).toArray();
        final Factors truth = new Factors(PIXELS, COUNT, 2, w, h);
        final double[][] x = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            truth.reconstruct(j, x[j]);
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] += 0.02 * random.nextGaussian();
            }
        }
        final double[] templates = new double[2 * PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            templates[i] = 0.5;
            templates[PIXELS + i] = 0.5 * (1 + difference * random.nextGaussian());
        }
        final double[] coefficients = new double[2 * COUNT];
        Arrays.fill(coefficients, 0.5);
        return NmfProblem.of(Observations.of(x, null)).withTemplates(templates).withCoefficients(coefficients);
    }

    private static NmfResult fit(final NmfProblem problem, final Algorithm algorithm) {
        return Nmf.factorise(problem, NmfSettings.builder().algorithm(algorithm).rank(2).threads(1)
            .stopping(new Stopping(5000, 1e-8, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
    }

    @Test
    public void theSearchGoesOnWhereCopiesHaveMadeAPlateau() {
        final double lowest = fit(plateau(0.1), Algorithm.ACCELERATED).chi2();
        for (final Algorithm algorithm : new Algorithm[]{Algorithm.NEARLY, Algorithm.PROJECTED_GRADIENT,
            Algorithm.SHIFT, Algorithm.GONZALEZ_ZHANG, Algorithm.HALS, Algorithm.ANLS, Algorithm.ACCELERATED}) {
            final NmfResult result = fit(plateau(1e-6), algorithm);
            assertThat(result.stopReason()).as(algorithm.id()).isEqualTo(StopReason.CONVERGED);
            // ten passes of multiplicative rules gain little near the minimum, which is what the tolerance measures: from
            // twelve plateaus they ended up to 0.0011 above it
            assertThat(result.chi2()).as(algorithm.id()).isLessThan(1.005 * lowest);
            assertThat(result.warnings()).as(algorithm.id()).isEmpty();
        }
    }

    @Test
    public void copiesThatCannotBePartedAreNamed() {
        final NmfResult coupled = fit(plateau(0), Algorithm.AURNMF);
        assertThat(coupled.warnings())
            .anyMatch(w -> w.startsWith("Template 0 and Template 1 are copies of one another"));
    }

    @Test
    public void aSearchInterruptedOnThePlateauGoesOnBitForBit() {
        final NmfProblem problem = plateau(1e-6);
        final NmfSettingsBuilder settings = NmfSettings.builder().algorithm(Algorithm.NEARLY).rank(2).threads(1);
        final NmfResult whole = Nmf.factorise(problem,
            settings.stopping(new Stopping(120, 1e-6, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
        for (int first = 10; first < 40; first++) {
            final NmfResult part = Nmf.factorise(problem,
                settings.stopping(new Stopping(first, 1e-6, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
            final NmfResult rest = Nmf.resume(problem,
                settings.stopping(new Stopping(120 - first, 1e-6, 0, Double.POSITIVE_INFINITY)).build(), part.state(),
                Observer.NONE);
            assertThat(rest.factors().w()).as("%d passes first", first).isEqualTo(whole.factors().w());
        }
    }
}
