package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Progress of work in several parts: KNIME's bar takes a part that ends at 1 for all of it, and never goes back. */
public class ProgressTest {

    private static final Toy TOY = Toy.random(20, 60, 3, 0.1, 0.2, 5);

    /** What was told. */
    private static final class Told implements Observer {

        final List<Double> m_fractions = new ArrayList<>();

        final List<String> m_messages = new ArrayList<>();

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void progress(final double fraction, final String message) {
            m_fractions.add(fraction);
            m_messages.add(message);
        }

        /** The largest fraction told before the last message that contains this. */
        double before(final String part) {
            int last = m_messages.size() - 1;
            while (!m_messages.get(last).contains(part)) {
                last--;
            }
            return m_fractions.subList(0, last + 1).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }
    }

    private static NmfProblem problem() {
        return NmfProblem.of(Observations.of(TOY.x(), TOY.v()));
    }

    @Test
    public void growthComesBeforeTheIterations() {
        final Told told = new Told();
        Nmf.factorise(problem(), NmfSettings.builder().rank(3).start(StartMethod.SEQUENTIAL).growthPasses(4)
            .stopping(new Stopping(50, 0, 0, Double.POSITIVE_INFINITY)).build(), told);
        assertThat(told.before("growing template 3")).isZero();
        assertThat(told.m_fractions).isSorted();
    }

    @Test
    public void roundsWithNewWeightsShareTheIterations() {
        final Told told = new Told();
        Nmf.factorise(problem().withPhotonNoise(new PhotonNoise(100)),
            NmfSettings.builder().rank(3).stopping(new Stopping(40, 0, 0, Double.POSITIVE_INFINITY)).build(), told);
        assertThat(told.m_fractions).isSorted().allMatch(f -> f <= 1);
        assertThat(told.m_fractions.get(0)).as("one of 40 iterations").isLessThan(0.1);
    }

    @Test
    public void aPosteriorIsNotDoneWhenItsFitIs() {
        for (final boolean photons : new boolean[]{false, true}) {
            final Told told = new Told();
            Posterior.sample(photons ? problem().withPhotonNoise(new PhotonNoise(100)) : problem(),
                new PosteriorSettings(NmfSettings.builder().rank(3).seed(1).build()).withSweeps(4000), told);
            assertThat(told.m_fractions).isSorted().allMatch(f -> f <= 1);
            assertThat(told.before("Chain 1 of 2, sweep 1 of 2000")).isLessThanOrEqualTo(0.05);
        }
    }
}
