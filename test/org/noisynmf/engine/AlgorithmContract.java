package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** What the contract tests of the catalogue share: data that an algorithm accepts, and fits of them. */
abstract class AlgorithmContract {

    /** Rounding of sums of a few thousand terms. */
    static final double ROUNDING = 1e-12;

    final Algorithm m_algorithm;

    AlgorithmContract(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    /** The algorithms of the catalogue that have a capability, or have it not. */
    static List<Algorithm> catalogue(final Capability capability, final boolean has) {
        return Arrays.stream(Algorithm.values()).filter(a -> a.can(capability) == has).toList();
    }

    final NmfSettingsBuilder settings(final int rank, final int passes) {
        return NmfSettings.builder().algorithm(m_algorithm).rank(rank).threads(1)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY));
    }

    /** Noisy data such as the algorithm accepts. */
    final Toy toy(final double missing, final long seed) {
        final Toy noisy = Toy.random(37, 23, 3, 0.2, missing, seed);
        final Toy accepted = m_algorithm.can(Capability.NEGATIVE_DATA) ? noisy : noisy.clipped();
        return m_algorithm.can(Capability.WEIGHTS) ? accepted : uniform(accepted);
    }

    static Toy uniform(final Toy toy) {
        for (final double[] weights : toy.v()) {
            Arrays.fill(weights, 1);
        }
        return toy;
    }

    final boolean iterative() {
        return !m_algorithm.can(Capability.DIRECT);
    }

    static NmfResult fit(final Toy toy, final NmfSettings settings) {
        return Nmf.factorise(NmfProblem.of(toy.observations()), settings, Observer.NONE);
    }

    static void assertNonNegative(final Factors factors) {
        assertThat(Arrays.stream(factors.w()).allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY))
            .isTrue();
        assertThat(Arrays.stream(factors.h()).allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY))
            .isTrue();
    }

    static TraceRow last(final NmfResult result) {
        return result.trace().get(result.trace().size() - 1);
    }
}
