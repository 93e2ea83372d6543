package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.Assume.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.model.Algorithm;
import org.noisynmf.engine.model.Capability;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.NmfSettings;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Scaling;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.Stopping;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.testing.Toy;

/** What every algorithm of the catalogue keeps. Random data carry their seed in the call that makes them. */
@RunWith(Parameterized.class)
public class AlgorithmContractTest {

    /** Rounding of sums of a few thousand terms. */
    private static final double ROUNDING = 1e-12;

    private final Algorithm m_algorithm;

    /** @return the catalogue */
    @Parameters(name = "{0}")
    public static List<Algorithm> catalogue() {
        return List.of(Algorithm.values());
    }

    public AlgorithmContractTest(final Algorithm algorithm) {
        m_algorithm = algorithm;
    }

    private NmfSettings.Builder settings(final int rank, final int passes) {
        return NmfSettings.builder().algorithm(m_algorithm).rank(rank).threads(1)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY));
    }

    /** Noisy data such as the algorithm accepts. */
    private Toy toy(final double missing, final long seed) {
        final Toy noisy = Toy.random(37, 23, 3, 0.2, missing, seed);
        final Toy accepted = m_algorithm.can(Capability.NEGATIVE_DATA) ? noisy : noisy.clipped();
        return m_algorithm.can(Capability.WEIGHTS) ? accepted : uniform(accepted);
    }

    private static Toy uniform(final Toy toy) {
        for (final double[] weights : toy.v()) {
            Arrays.fill(weights, 1);
        }
        return toy;
    }

    private boolean iterative() {
        return !m_algorithm.can(Capability.DIRECT);
    }

    private static NmfResult fit(final Toy toy, final NmfSettings settings) {
        return Nmf.factorise(NmfProblem.of(toy.observations()), settings, Observer.NONE);
    }

    @Test
    public void factorsHaveTheRightShapesAndAreNonNegative() {
        final Factors factors = fit(toy(0, 1), settings(3, 20).build()).factors();
        assertThat(factors.w()).hasSize(37 * 3);
        assertThat(factors.h()).hasSize(23 * 3);
        assertNonNegative(factors);
    }

    private static void assertNonNegative(final Factors factors) {
        assertThat(Arrays.stream(factors.w()).allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY)).isTrue();
        assertThat(Arrays.stream(factors.h()).allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY)).isTrue();
    }

    @Test
    public void reportedObjectiveIsThatOfTheReturnedFactors() {
        final Toy toy = toy(0.3, 2);
        for (final int passes : new int[]{0, 1, 2, 7, 30}) {
            final NmfResult result = fit(toy, settings(3, passes).build());
            // the naïve sum adds the same terms in another order
            assertThat(result.chi2()).isCloseTo(toy.chi2(result.factors()), within(ROUNDING * 1e3));
            assertThat(last(result).objective()).isCloseTo(result.objective(), within(ROUNDING * 1e3));
        }
    }

    @Test
    public void traceHoldsTheStartAndEveryPass() {
        final NmfResult result = fit(toy(0.3, 3), settings(3, 12).build());
        assertThat(result.trace()).hasSize(iterative() ? 13 : 1);
        for (int p = 0; p < result.trace().size(); p++) {
            assertThat(result.trace().get(p).pass()).isEqualTo(p);
            assertThat(result.trace().get(p).objective()).isFinite();
        }
        assertThat(result.stopReason()).isEqualTo(iterative() ? StopReason.ITERATION_LIMIT : StopReason.DIRECT);
    }

    @Test
    public void traceTellsTheObjectiveAFitOfThatLengthReturns() {
        assumeTrue("direct", iterative());
        final Toy toy = toy(0.3, 4);
        final NmfResult whole = fit(toy, settings(3, 15).build());
        for (int p = 0; p <= 15; p++) {
            assertThat(whole.trace().get(p).objective()).as("pass %d", p)
                .isCloseTo(fit(toy, settings(3, p).build()).objective(), within(1e-10));
        }
    }

    @Test
    public void objectiveNeverRisesIfThatIsPromised() {
        assumeTrue("no promise", m_algorithm.can(Capability.DESCENT));
        for (long seed = 10; seed < 20; seed++) {
            final List<TraceRow> trace = fit(toy(0.3, seed), settings(4, 60).seed(seed).build()).trace();
            for (int p = 1; p < trace.size(); p++) {
                assertThat(trace.get(p).objective()).as("seed %d, pass %d", seed, p)
                    .isLessThanOrEqualTo(trace.get(p - 1).objective() * (1 + ROUNDING));
            }
        }
    }

    @Test
    public void entriesWithoutWeightHaveNoEffectWhateverTheyHold() {
        assumeTrue("no weights", m_algorithm.can(Capability.WEIGHTS));
        final Toy toy = toy(0.4, 5);
        final NmfResult zeros = fit(withMissing(toy, 0), settings(3, 20).build());
        for (final double value : new double[]{Double.NaN, -1e9, Double.POSITIVE_INFINITY}) {
            final NmfResult other = fit(withMissing(toy, value), settings(3, 20).build());
            assertThat(Arrays.equals(other.factors().w(), zeros.factors().w())).as("missing entries hold %s", value).isTrue();
            assertThat(Arrays.equals(other.factors().h(), zeros.factors().h())).isTrue();
            assertThat(other.chi2()).isEqualTo(zeros.chi2());
        }
    }

    private static Toy withMissing(final Toy toy, final double value) {
        final double[][] x = new double[toy.x().length][];
        for (int j = 0; j < x.length; j++) {
            x[j] = toy.x()[j].clone();
            for (int i = 0; i < x[j].length; i++) {
                if (toy.v()[j][i] == 0) {
                    x[j][i] = value;
                }
            }
        }
        return new Toy(x, toy.v(), toy.truth());
    }

    @Test
    public void pixelsAndObservationsWithoutWeightLeaveEverythingFinite() {
        assumeTrue("no weights", m_algorithm.can(Capability.WEIGHTS));
        final Toy toy = toy(0.2, 6);
        Arrays.fill(toy.v()[4], 0);
        for (final double[] weights : toy.v()) {
            weights[11] = 0;
        }
        final NmfResult result = fit(toy, settings(3, 30).build());
        assertNonNegative(result.factors());
        assertThat(result.chi2PerObservation()[4]).isZero();
        assertThat(result.trace()).allSatisfy(row -> assertThat(row.objective()).isFinite());
    }

    @Test
    public void exactFactorisationIsAFixedPoint() {
        assumeTrue("direct", iterative());
        assumeTrue("minimises something else", m_algorithm != Algorithm.SHIFTED_DATA);
        final Toy exact = Toy.random(20, 30, 3, 0, 0, 7);
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? exact : uniform(exact);
        final NmfResult result = Nmf.factorise(
            NmfProblem.of(toy.observations()).withTemplates(toy.truth().w()).withCoefficients(toy.truth().h()),
            settings(3, 25).build(), Observer.NONE);
        assertThat(result.factors().w()).usingComparatorWithPrecision(1e-9).containsExactly(toy.truth().w());
        assertThat(result.factors().h()).usingComparatorWithPrecision(1e-9).containsExactly(toy.truth().h());
    }

    /** Laurberg et al. (2008), "Theorems on positive data: on the uniqueness of NMF": unique for 0 ≤ a < 1/2. */
    @Test
    public void uniqueFactorisationIsRecovered() {
        final double a = 0.3;
        final double[] r = {a, 1, 1, a, 0, 0, 1, a, 0, 0, a, 1, 0, 0, a, 1, 1, a};
        final double[][] x = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                for (int k = 0; k < 3; k++) {
                    x[j][i] += r[k * 6 + i] * r[k * 6 + j];
                }
            }
        }
        final NmfResult result = Nmf.factorise(NmfProblem.of(Observations.of(x, null)),
            settings(3, 20_000).restarts(3).scaling(Scaling.MAX).build(), Observer.NONE);
        assumeTrue("anchors are not part of this example", iterative());
        for (int k = 0; k < 3; k++) {
            final double[] template = Arrays.copyOfRange(r, k * 6, k * 6 + 6);
            // multiplicative rules close in on the zeros at a slow, sublinear pace
            assertThat(List.of(0, 1, 2)).as("template %d of %s", k, Arrays.toString(result.factors().w()))
                .anyMatch(l -> distance(result.factors().w(), l * 6, template) < 1e-2);
        }
    }

    private static double distance(final double[] w, final int from, final double[] template) {
        double largest = 0;
        for (int i = 0; i < template.length; i++) {
            largest = Math.max(largest, Math.abs(w[from + i] - template[i]));
        }
        return largest;
    }

    @Test
    public void gradientIsSmallWhereTheFitConverged() {
        assumeTrue("direct", iterative());
        assumeTrue("minimises something else", m_algorithm != Algorithm.SHIFTED_DATA);
        // one template on clearly positive data: no entry goes to 0, which multiplicative rules reach in the limit only
        final Toy toy = Toy.random(37, 23, 1, 0.01, 0, 18);
        for (final double[] x : toy.x()) {
            Arrays.setAll(x, i -> Math.abs(x[i]) + 0.5);
        }
        final Toy accepted = m_algorithm.can(Capability.WEIGHTS) ? toy : uniform(toy);
        // every rule but AURNMF, whose step never goes the whole way to the border, is there after some dozens
        assertThat(fit(accepted, settings(1, 3000).build()).kkt()).isLessThan(1e-7);
    }

    @Test
    public void heldTemplatesAreBitIdentical() {
        assumeTrue("cannot hold", m_algorithm.can(Capability.HELD_TEMPLATES));
        final Toy toy = toy(0.3, 8);
        final double[] w = Toy.random(37, 2, 3, 0, 0, 80).truth().w();
        final NmfResult result = Nmf.factorise(NmfProblem.of(toy.observations()).withTemplates(w).withHeld(0, 2),
            settings(3, 40).ordered(true).scaling(Scaling.MAX).build(), Observer.NONE);
        assertThat(Arrays.equals(Arrays.copyOfRange(result.factors().w(), 0, 37), Arrays.copyOfRange(w, 0, 37))).isTrue();
        assertThat(Arrays.equals(Arrays.copyOfRange(result.factors().w(), 74, 111), Arrays.copyOfRange(w, 74, 111))).isTrue();
        assertThat(Arrays.copyOfRange(result.factors().w(), 37, 74)).isNotEqualTo(Arrays.copyOfRange(w, 37, 74));
    }

    @Test
    public void heldTemplatesMayBeGivenWithoutTheOthers() {
        assumeTrue("cannot hold", m_algorithm.can(Capability.HELD_TEMPLATES));
        final double[] known = Toy.random(37, 2, 1, 0, 0, 80).truth().w();
        final NmfProblem problem = NmfProblem.of(toy(0.3, 8).observations()).withTemplates(known);
        final Factors factors =
            Nmf.factorise(problem.withHeld(0), settings(3, 10).build(), Observer.NONE).factors();
        assertThat(Arrays.copyOf(factors.w(), 37)).isEqualTo(known);
        assertThatThrownBy(() -> Nmf.factorise(problem.withHeld(1), settings(3, 10).build(), Observer.NONE))
            .hasMessageContaining("Template 1").hasMessageContaining("given for 1");
    }

    @Test
    public void scalingTheDataByAPowerOfTwoScalesTheTemplates() {
        final Toy toy = toy(0.3, 9);
        final NmfResult plain = fit(toy, settings(3, 20).build());
        // 2^-57 is 7e-18: far from order one, where the engine works on scaled copies
        for (final int exponent : new int[]{-57, 90}) {
            final double[][] x = new double[toy.x().length][];
            for (int j = 0; j < x.length; j++) {
                x[j] = Arrays.stream(toy.x()[j]).map(value -> Math.scalb(value, exponent)).toArray();
            }
            final NmfResult scaled = fit(new Toy(x, toy.v(), toy.truth()), settings(3, 20).build());
            assertThat(scaled.stopReason()).isEqualTo(plain.stopReason());
            assertThat(Math.scalb(scaled.objective(), -2 * exponent)).isFinite().isPositive();
            assertNonNegative(scaled.factors());
            // the random start is of order one in the engine's units, so that only the quality of the fit compares
            assertThat(Math.scalb(scaled.objective(), -2 * exponent)).isLessThan(2 * plain.objective());
        }
    }

    @Test
    public void permutingThePixelsPermutesTheTemplates() {
        assumeTrue("draws templates pixel by pixel", iterative());
        final Toy toy = toy(0.3, 10);
        final double[] w = Toy.random(37, 2, 3, 0, 0, 81).truth().w();
        final double[] h = Toy.random(2, 23, 3, 0, 0, 82).truth().h();
        final int[] order = {0};
        final Integer[] permutation = new Integer[37];
        Arrays.setAll(permutation, i -> (i * 11 + order[0]) % 37);
        final double[][] x = new double[23][37];
        final double[][] v = new double[23][37];
        final double[] wp = new double[w.length];
        for (int i = 0; i < 37; i++) {
            for (int j = 0; j < 23; j++) {
                x[j][i] = toy.x()[j][permutation[i]];
                v[j][i] = toy.v()[j][permutation[i]];
            }
            for (int k = 0; k < 3; k++) {
                wp[k * 37 + i] = w[k * 37 + permutation[i]];
            }
        }
        final NmfSettings settings = settings(3, 5).build();
        final double[] expected = Nmf.factorise(
            NmfProblem.of(toy.observations()).withTemplates(w).withCoefficients(h), settings, Observer.NONE).factors()
            .w();
        final double[] permuted = Nmf.factorise(
            NmfProblem.of(Observations.of(x, v)).withTemplates(wp).withCoefficients(h), settings, Observer.NONE)
            .factors().w();
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 37; i++) {
                // sums over pixels run in another order
                assertThat(permuted[k * 37 + i]).isCloseTo(expected[k * 37 + permutation[i]], within(1e-9));
            }
        }
    }

    @Test
    public void inputsAreNotModified() {
        final Toy toy = toy(0.3, 11);
        final Observations observations = toy.observations();
        final double[] w = Toy.random(37, 2, 3, 0, 0, 83).truth().w();
        final double[] h = Toy.random(2, 23, 3, 0, 0, 84).truth().h();
        final double[] wBefore = w.clone();
        final double[] hBefore = h.clone();
        final NmfProblem problem = iterative() ? NmfProblem.of(observations).withTemplates(w).withCoefficients(h)
            : NmfProblem.of(observations);
        final double[] first = Nmf.factorise(problem, settings(3, 10).build(), Observer.NONE).factors().w();
        assertThat(w).isEqualTo(wBefore);
        assertThat(h).isEqualTo(hBefore);
        assertThat(Nmf.factorise(problem, settings(3, 10).build(), Observer.NONE).factors().w()).isEqualTo(first);
    }

    @Test
    public void sameSeedGivesSameBitsAtAnyNumberOfThreads() {
        final Toy big = Toy.random(700, 150, 4, 0.2, 0.3, 12);
        final Toy accepted = m_algorithm.can(Capability.NEGATIVE_DATA) ? big : big.clipped();
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? accepted : uniform(accepted);
        final NmfResult one = fit(toy, settings(4, 12).seed(5).build());
        for (final int threads : new int[]{2, 3, 8}) {
            final NmfResult many = fit(toy, settings(4, 12).seed(5).threads(threads).build());
            assertThat(Arrays.equals(many.factors().w(), one.factors().w())).as("%d threads", threads).isTrue();
            assertThat(Arrays.equals(many.factors().h(), one.factors().h())).isTrue();
            assertThat(many.trace().stream().map(TraceRow::objective))
                .containsExactlyElementsOf(one.trace().stream().map(TraceRow::objective).toList());
        }
    }

    @Test
    public void continuingIsTheSameAsNotHavingStopped() {
        assumeTrue("direct", iterative());
        final Toy toy = toy(0.3, 13);
        final NmfProblem problem = NmfProblem.of(toy.observations());
        final NmfResult whole = Nmf.factorise(problem, settings(3, 24).build(), Observer.NONE);
        NmfResult parts = Nmf.factorise(problem, settings(3, 9).build(), Observer.NONE);
        parts = Nmf.resume(problem, settings(3, 8).build(), parts.state(), Observer.NONE);
        parts = Nmf.resume(problem, settings(3, 7).build(), parts.state(), Observer.NONE);
        assertThat(parts.passes()).isEqualTo(24);
        assertThat(Arrays.equals(parts.factors().w(), whole.factors().w())).isTrue();
        assertThat(Arrays.equals(parts.factors().h(), whole.factors().h())).isTrue();
    }

    @Test
    public void cancelStopsWithinOnePass() {
        assumeTrue("direct", iterative());
        final AtomicInteger passes = new AtomicInteger();
        final NmfResult result = Nmf.factorise(NmfProblem.of(toy(0.3, 14).observations()), settings(3, 1000).build(),
            new Observer() {
                @Override
                public boolean cancelled() {
                    return passes.get() >= 3;
                }

                @Override
                public void progress(final double fraction, final String message) {
                    passes.incrementAndGet();
                }
            });
        assertThat(result.stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(result.passes()).isEqualTo(3);
        assertThat(result.trace()).hasSize(4);
    }

    @Test
    public void memoryDoesNotGrowWithThePasses() {
        assumeTrue("direct", iterative());
        final Toy big = Toy.random(600, 200, 4, 0.2, 0.3, 15);
        final Toy accepted = m_algorithm.can(Capability.NEGATIVE_DATA) ? big : big.clipped();
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? accepted : uniform(accepted);
        final NmfProblem problem = NmfProblem.of(toy.observations());
        final long few = allocated(problem, 20);
        final long many = allocated(problem, 120);
        // a trace row and the lambdas of a pass; the smallest factor alone takes 6 kB
        assertThat((many - few) / 100.0).isLessThan(3000);
    }

    private long allocated(final NmfProblem problem, final int passes) {
        final com.sun.management.ThreadMXBean bean =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        Nmf.factorise(problem, settings(4, passes).build(), Observer.NONE);
        final long before = bean.getThreadAllocatedBytes(Thread.currentThread().getId());
        Nmf.factorise(problem, settings(4, passes).build(), Observer.NONE);
        return bean.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    @Test
    public void restartsKeepTheBestAndTheTraceOfAll() {
        final Toy toy = toy(0.3, 16);
        final NmfResult best = fit(toy, settings(3, 30).restarts(4).seed(100).build());
        assertThat(best.seeds()).containsExactly(100L, 101L, 102L, 103L);
        double lowest = Double.POSITIVE_INFINITY;
        for (int r = 0; r < 4; r++) {
            final NmfResult single = fit(toy, settings(3, 30).seed(100 + r).build());
            lowest = Math.min(lowest, single.objective());
            final int restart = r;
            assertThat(best.trace().stream().filter(row -> row.restart() == restart).map(TraceRow::objective))
                .containsExactlyElementsOf(single.trace().stream().map(TraceRow::objective).toList());
        }
        assertThat(best.objective()).isEqualTo(lowest);
    }

    @Test
    public void negativeDataAreUsedOrRefusedWithTheAlgorithmsThatCan() {
        final Toy noisy = Toy.random(37, 23, 3, 0.5, 0, 17);
        final Toy toy = m_algorithm.can(Capability.WEIGHTS) ? noisy : uniform(noisy);
        if (m_algorithm.can(Capability.NEGATIVE_DATA)) {
            assertNonNegative(fit(toy, settings(3, 20).build()).factors());
        } else {
            assertThatThrownBy(() -> fit(toy, settings(3, 20).build())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative").hasMessageContaining(Algorithm.NEARLY.title());
        }
    }

    private static TraceRow last(final NmfResult result) {
        return result.trace().get(result.trace().size() - 1);
    }
}
