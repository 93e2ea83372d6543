package org.noisynmf.engine.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.SignedCoefficients;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;

/** Errors of coefficients that contain those of the templates. */
public class CoefficientErrorsTest {

    private static final ProjectionSettings ERRORS = new ProjectionSettings(true, 1, Machine.PROCESSOR);

    private static Projection project(final Observations data, final double[] w) {
        return Nmf.project(data, w, ERRORS, Observer.NONE);
    }

    /** û = Σ x w / Σ w², so that templates w/(1 ± e) give û (1 ± e), whose standard deviation as two draws is √2 e û. */
    @Test
    public void theShareOfOneTemplateIsTheTextbooks() {
        final double[] w = {3, 4};
        final Observations data = Observations.of(new double[][]{{6, 8}, {-3, -4}, {Double.NaN, Double.NaN}}, null);
        final TemplateSets sets = TemplateSets.drawn(2, 1, new double[][]{{3 / 1.1, 4 / 1.1}, {3 / 0.9, 4 / 0.9}});
        final CoefficientErrors errors = CoefficientErrors.of(project(data, w), sets, ERRORS, Observer.NONE);
        assertThat(Arrays.copyOf(errors.fromTemplates(), 2))
            .containsExactly(new double[]{0.2 * Math.sqrt(2), 0.1 * Math.sqrt(2)}, within(1e-14));
        assertThat(errors.total()[0]).isEqualTo(Math.hypot(0.2, 0.2 * Math.sqrt(2)), within(1e-14));
        assertThat(errors.total()[2]).isNaN();
    }

    @Test
    public void jackknifeSetsCountWithTheirOwnFactor() {
        final TemplateSets sets = TemplateSets.jackknife(1, 1, new double[][]{{1}, {2}, {3}});
        // 2/3 · (1 + 0 + 1)
        assertThat(sets.deviations()).containsExactly(new double[]{Math.sqrt(4.0 / 3)}, within(1e-15));
        assertThat(TemplateSets.drawn(1, 1, new double[][]{{1}, {2}, {3}}).deviations()).containsExactly(1.0);
    }

    @Test
    public void drawsAreThinnedEvenlyButJackknifeSetsStandForTheirGroups() {
        final double[][] w = new double[100][1];
        Arrays.setAll(w, s -> new double[]{s});
        assertThat(TemplateSets.drawn(1, 1, w).thinned(4).w()).isDeepEqualTo(new double[][]{{0}, {25}, {50}, {75}});
        assertThat(TemplateSets.jackknife(1, 1, w).thinned(4).count()).isEqualTo(100);
    }

    @Test
    public void setsOfOtherTemplatesAreRefused() {
        final Observations data = Observations.of(new double[][]{{6, 8}}, null);
        final Projection projection = project(data, new double[]{3, 4});
        assertThatThrownBy(() -> CoefficientErrors.of(projection,
            TemplateSets.drawn(2, 1, new double[][]{{4, 3}, {40, 30}}), ERRORS, Observer.NONE))
            .hasMessageContaining("do not belong to template 0");
        assertThatThrownBy(() -> CoefficientErrors.of(projection,
            TemplateSets.drawn(1, 1, new double[][]{{4}, {5}}), ERRORS, Observer.NONE))
            .hasMessageContaining("1 templates of 1 pixels");
        assertThatThrownBy(() -> TemplateSets.drawn(2, 1, new double[][]{{4, 3}}))
            .hasMessageContaining("is 1 set of templates");
    }

    /** The claim of docs/errors.md in small: 20 observations to learn from, ten jackknife sets; the benchmark has more. */
    @Test
    public void jackknifeErrorsHoldWhereThoseOnKnownTemplatesAreTooSmall() {
        final long[] plain = new long[3];
        final long[] full = new long[3];
        for (int s = 1; s <= 12; s++) {
            coverage(s, plain, full);
        }
        // 1200 coefficients of 12 sets that share errors: 3 % and 1.5 % are two standard deviations or more
        assertThat(100.0 * plain[0] / plain[2]).isLessThan(64);
        assertThat(100.0 * full[0] / full[2]).isBetween(63.0, 76.0);
        assertThat(100.0 * full[1] / full[2]).isBetween(92.0, 98.0);
    }

    private static void coverage(final long seed, final long[] plain, final long[] full) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int d = 30;
        final double[] w = new double[2 * d];
        for (int i = 0; i < d; i++) {
            w[i] = Math.exp(-(i - 10) * (i - 10) / 30.0) / 9.7;
            w[d + i] = Math.exp(-(i - 18) * (i - 18) / 30.0) / 9.7;
        }
        for (int k = 0; k < 2; k++) {
            final double sum = Arrays.stream(w, k * d, (k + 1) * d).sum();
            for (int i = k * d; i < (k + 1) * d; i++) {
                w[i] /= sum;
            }
        }
        final double[] wanted = coefficients(50, random);
        final Observations training = observations(d, w, coefficients(20, random), random);
        final Observations data = observations(d, w, wanted, random);
        final double[] learnt = Nmf.factorise(NmfProblem.of(training),
            NmfSettings.builder().rank(2).restarts(3).scaling(Scaling.SUM).threads(1).build(), Observer.NONE)
            .factors().w();
        final TemplateSets sets = Jackknife.of(training, learnt, new int[0], Jackknife.GROUPS, seed, 1, Observer.NONE);
        final Projection projection = project(data, learnt);
        final SignedCoefficients signed = Objects.requireNonNull(projection.signed());
        final CoefficientErrors errors = CoefficientErrors.of(projection, sets, ERRORS, Observer.NONE);
        final boolean swapped = peak(learnt, 0, d) > peak(learnt, d, d);
        for (int p = 0; p < wanted.length; p++) {
            final int own = swapped ? p ^ 1 : p;
            count(plain, signed.estimates()[own] - wanted[p], signed.errors()[own]);
            count(full, signed.estimates()[own] - wanted[p], errors.total()[own]);
        }
    }

    private static int peak(final double[] w, final int from, final int d) {
        int at = from;
        for (int i = from; i < from + d; i++) {
            at = w[i] > w[at] ? i : at;
        }
        return at - from;
    }

    private static void count(final long[] counts, final double error, final double sd) {
        counts[0] += Math.abs(error) <= sd ? 1 : 0;
        counts[1] += Math.abs(error) <= 2 * sd ? 1 : 0;
        counts[2]++;
    }

    private static double[] coefficients(final int count, final SplittableRandom random) {
        final double[] h = new double[2 * count];
        Arrays.setAll(h, p -> random.nextDouble() < 0.3 ? 0 : -30 * Math.log(random.nextDouble()));
        return h;
    }

    private static Observations observations(final int d, final double[] w, final double[] h,
        final SplittableRandom random) {
        final double[][] x = new double[h.length / 2][d];
        final Factors truth = new Factors(d, x.length, 2, w, h);
        for (int j = 0; j < x.length; j++) {
            truth.reconstruct(j, x[j]);
            for (int i = 0; i < d; i++) {
                x[j][i] += random.nextGaussian();
            }
        }
        return Observations.of(x, null);
    }

    @Test
    public void setsDoNotDependOnTheNumberOfThreads() {
        final SplittableRandom random = new SplittableRandom(5);
        final Observations data =
            observations(8, random.doubles(16).toArray(), coefficients(30, random), random);
        final double[] w = Nmf.factorise(NmfProblem.of(data), NmfSettings.builder().threads(1).build(), Observer.NONE)
            .factors().w();
        final double[][][] sets = Stream.of(1, 2, 5)
            .map(threads -> Jackknife.of(data, w, new int[]{1}, 7, 1, threads, Observer.NONE).w())
            .toArray(double[][][]::new);
        assertThat(sets[0]).hasDimensions(7, 16).isDeepEqualTo(sets[1]).isDeepEqualTo(sets[2]);
        for (final double[] set : sets[0]) {
            assertThat(Arrays.copyOfRange(set, 8, 16)).as("held").isEqualTo(Arrays.copyOfRange(w, 8, 16));
            assertThat(Arrays.copyOf(set, 8)).isNotEqualTo(Arrays.copyOf(w, 8));
        }
    }
}
