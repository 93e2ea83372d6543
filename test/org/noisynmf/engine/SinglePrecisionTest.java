package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;

/** Single precision ends where double precision does, and does not rise on the way. */
public class SinglePrecisionTest {

    /** Precise data: χ² is a thousandth of Σ V X² and below, where moments of single precision lose what is left. */
    private static Observations precise(final Precision precision, final double noise, final long seed) {
        final Random random = new Random(seed);
        final double[] w = random.doubles(4L * 50).toArray();
        final double[] h = random.doubles(4L * 35).toArray();
        final Factors truth = new Factors(50, 35, 4, w, h);
        final ObservationsBuilder builder = Observations.builder(50).precision(precision);
        final double[] x = new double[50];
        final double[] v = new double[50];
        for (int j = 0; j < 35; j++) {
            truth.reconstruct(j, x);
            for (int i = 0; i < 50; i++) {
                x[i] = (float)(x[i] + noise * random.nextGaussian());
                v[i] = (float)(0.5 + random.nextDouble());
            }
            builder.add(x, v);
        }
        return builder.build();
    }

    private static NmfResult fit(final NmfProblem problem, final Algorithm algorithm, final int passes) {
        return Nmf.factorise(problem, NmfSettings.builder().algorithm(algorithm).rank(4).threads(1)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
    }

    @Test
    public void theDefaultEndsWhereDoublePrecisionDoes() {
        for (final double noise : new double[]{0.03, 0.003}) {
            for (long seed = 1; seed <= 3; seed++) {
                final double wide =
                    fit(NmfProblem.of(precise(Precision.FLOAT64, noise, seed)), Algorithm.ACCELERATED, 3000)
                        .chi2();
                final double single =
                    fit(NmfProblem.of(precise(Precision.FLOAT32, noise, seed)), Algorithm.ACCELERATED, 3000)
                        .chi2();
                // V X is rounded to single precision once, which moves the minimum by the size of the noise times that
                assertThat(single / wide - 1).as("noise %s, seed %d", noise, seed).isBetween(-1e-5, 1e-5);
            }
        }
    }

    @Test
    public void itsTraceNeverRisesAndTellsTrueResiduals() {
        for (final Algorithm algorithm : new Algorithm[]{Algorithm.ACCELERATED, Algorithm.HALS}) {
            for (final double noise : new double[]{0.3, 0.03, 0.003}) {
                final NmfProblem problem = NmfProblem.of(precise(Precision.FLOAT32, noise, 4));
                final double squares = problem.data().weightedSquares();
                final List<TraceRow> trace = fit(problem, algorithm, 1500).trace();
                for (int p = 1; p < trace.size(); p++) {
                    // what moments may get wrong at the beginning, and later changes before states are measured again
                    final double rounding = (p < 40 ? 1e-8 : 1e-9) * squares;
                    assertThat(trace.get(p).objective()).as("%s, noise %s, pass %d", algorithm, noise, p)
                        .isLessThanOrEqualTo(trace.get(p - 1).objective() + rounding);
                }
                for (final int passes : new int[]{40, 50, 120, 400}) {
                    assertThat(trace.get(passes).objective()).as("%s, noise %s, pass %d", algorithm, noise, passes)
                        .isCloseTo(fit(problem, algorithm, passes).objective(), within(1e-8 * squares));
                }
            }
        }
    }

    @Test
    public void aStateSavedBeforeChangesWereFollowedGoesOn() {
        final NmfProblem problem = NmfProblem.of(precise(Precision.FLOAT32, 0.03, 5));
        final NmfResult part = fit(problem, Algorithm.ACCELERATED, 30);
        final Map<String, double[]> values = new TreeMap<>(part.state().values());
        assertThat(values.get("extrapolation")).hasSize(9);
        values.computeIfPresent("extrapolation", (name, saved) -> Arrays.copyOf(saved, 6));
        final NmfResult rest = Nmf.resume(problem,
            NmfSettings.builder().algorithm(Algorithm.ACCELERATED).rank(4).threads(1).stopping(Stopping.after(30))
                .build(),
            new LoopState(part.state().algorithm(), part.state().passes(), values), Observer.NONE);
        // one pass decides by residuals instead, alike
        assertThat(rest.factors().w()).isEqualTo(fit(problem, Algorithm.ACCELERATED, 60).factors().w());
    }

    @Test
    public void theExactRuleDoesNotRiseOnNearlyDependentTemplates() {
        for (final Precision precision : Precision.values()) {
            for (final boolean blocks : new boolean[]{false, true}) {
                for (long seed = 1; seed <= 5; seed++) {
                    final Observations data = precise(precision, 0.01, seed);
                    final Random random = new Random(seed);
                    final double[] w = random.doubles(4L * 50).toArray();
                    for (int i = 0; i < 50; i++) {
                        w[50 + i] = w[i] * (1 + 1e-5 * random.nextDouble());
                        w[100 + i] = w[i] * (1 + 1e-7 * random.nextDouble());
                    }
                    final NmfResult result = Nmf.factorise(NmfProblem.of(data).withTemplates(w),
                        NmfSettings.builder().algorithm(Algorithm.ANLS).blockPivoting(blocks).rank(4).threads(1)
                            .stopping(new Stopping(60, 0, 0, Double.POSITIVE_INFINITY)).build(),
                        Observer.NONE);
                    assertDescent(result.trace(), precision);
                }
            }
        }
    }

    private static void assertDescent(final List<TraceRow> trace, final Precision precision) {
        for (int p = 1; p < trace.size(); p++) {
            // what the rounding of the moments leaves, of Σ V X², which is about the first row
            final double rounding = (precision == Precision.FLOAT64 ? 1e-12 : 1e-5) * trace.get(0).objective();
            assertThat(trace.get(p).objective()).as("%s, pass %d", precision, p)
                .isLessThanOrEqualTo(trace.get(p - 1).objective() + rounding);
        }
    }
}
