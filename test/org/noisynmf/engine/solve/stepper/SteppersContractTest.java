package org.noisynmf.engine.solve.stepper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.Toy;

/**
 * Every stepper tells the objective of its states, and goes on from a saved state bit for bit: with and without a scale
 * that is pinned, from starts that are copies, and where sums cancel because the fit is nearly exact.
 */
@RunWith(Parameterized.class)
public class SteppersContractTest {

    private static final int PASSES = 12;

    private final Algorithm m_algorithm;

    private final Precision m_precision;

    public SteppersContractTest(final Algorithm algorithm, final Precision precision) {
        m_algorithm = algorithm;
        m_precision = precision;
    }

    /** @return the algorithms that make passes, in each precision */
    @Parameters(name = "{0}, {1}")
    public static List<Object[]> algorithms() {
        return Arrays.stream(Algorithm.values()).filter(algorithm -> !algorithm.can(Capability.DIRECT))
            .flatMap(algorithm -> Arrays.stream(Precision.values())
                .map(precision -> new Object[]{algorithm, precision}))
            .toList();
    }

    private NmfProblem problem(final double noise) {
        final Toy toy = Toy.random(12, 15, 2, noise, m_algorithm.can(Capability.WEIGHTS) ? 0.2 : 0, 5).clipped();
        if (!m_algorithm.can(Capability.WEIGHTS)) {
            for (final double[] weights : toy.v()) {
                Arrays.fill(weights, 1);
            }
        }
        final ObservationsBuilder builder = Observations.builder(12).precision(m_precision);
        for (int j = 0; j < 15; j++) {
            builder.add(toy.x()[j], toy.v()[j]);
        }
        final NmfProblem problem = NmfProblem.of(builder.build());
        if (noise > 0) {
            return problem;
        }
        return problem.withTemplates(toy.truth().w()).withCoefficients(toy.truth().h());
    }

    private static NmfResult fit(final NmfProblem problem, final NmfSettings settings, final int passes) {
        return Nmf.factorise(problem, settings.toBuilder().stopping(Stopping.after(passes)).build(), Observer.NONE);
    }

    private void assertStates(final NmfProblem problem, final NmfSettings settings) {
        final NmfResult whole = fit(problem, settings, PASSES);
        assertThat(whole.trace()).hasSize(PASSES + 1);
        for (int p = 0; p <= PASSES; p++) {
            final NmfResult part = fit(problem, settings, p);
            // one sum of moments, one of residuals
            assertThat(whole.trace().get(p).objective()).as("%s, pass %d", settings, p)
                .isCloseTo(part.objective(), within(rounding() * problem.data().weightedSquares()));
            final NmfResult rest = Nmf.resume(problem,
                settings.toBuilder().stopping(Stopping.after(PASSES - p)).build(), part.state(), Observer.NONE);
            assertThat(rest.factors().w()).as("%s, after pass %d", settings, p).isEqualTo(whole.factors().w());
            assertThat(rest.factors().h()).as("%s, after pass %d", settings, p).isEqualTo(whole.factors().h());
            assertThat(rest.objective()).isEqualTo(whole.objective());
        }
    }

    /** What rounding of moments leaves, of Σ V X². */
    private double rounding() {
        return m_precision == Precision.FLOAT64 ? 1e-11 : 0x1p-20;
    }

    /** Of Σ V X²; moments leave about 1e-16 of the whole, or 1e-7 in single precision, which variable projection goes by. */
    private double squaredRounding() {
        return m_precision == Precision.FLOAT64 ? 1e-24 : m_algorithm == Algorithm.REDUCED ? rounding() : 1e-12;
    }

    private List<NmfSettings> settings() {
        final NmfSettings plain = NmfSettings.builder().algorithm(m_algorithm).rank(2).threads(1).seed(3).build();
        final List<NmfSettings> all = new ArrayList<>(List.of(plain));
        if (m_algorithm.can(Capability.L1) && m_algorithm != Algorithm.REDUCED) {
            final Penalty penalty = new Penalty(0.1, 0, 0);
            all.add(plain.toBuilder().coefficientPenalty(penalty).build());
            all.add(plain.toBuilder().templatePenalty(penalty).coefficientPenalty(penalty).build());
        }
        return all;
    }

    @Test
    public void statesAreToldAndCanBeGoneOnFrom() {
        for (final NmfSettings settings : settings()) {
            assertStates(problem(0.3), settings);
        }
    }

    @Test
    public void soAreThoseAfterAStartFromCopies() {
        final double[] w = new double[24];
        Arrays.setAll(w, p -> 1 + p % 12 % 5);
        assertStates(problem(0.3).withTemplates(w), settings().get(0));
    }

    @Test
    public void anExactFitIsMeasuredByItsResiduals() {
        final NmfProblem exact = problem(0);
        final NmfResult result = fit(exact, settings().get(0), PASSES);
        for (int p = 1; p <= PASSES; p++) {
            assertThat(result.trace().get(p).objective()).as("pass %d", p)
                .isBetween(0.0, squaredRounding() * exact.data().weightedSquares());
        }
    }
}
