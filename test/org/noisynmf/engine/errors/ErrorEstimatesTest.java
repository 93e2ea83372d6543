package org.noisynmf.engine.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.BeforeClass;
import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.Stopping;

/** Bootstrap and displacement. */
public class ErrorEstimatesTest {

    private static final int PIXELS = 10;

    private static final int[] NONE = {};

    private static final double[] LEVELS = {1, 4, 9};

    private static Observations s_data;

    private static Factors s_fit;

    /** 40 observations of two templates that overlap, σ 1, one entry missing. */
    @BeforeClass
    public static void fit() {
        final SplittableRandom random = new SplittableRandom(3);
        final double[][] x = new double[40][PIXELS];
        final double[][] v = new double[40][PIXELS];
        for (int j = 0; j < x.length; j++) {
            final double[] h = {random.nextDouble() < 0.4 ? 0 : 100 * random.nextDouble(),
                random.nextDouble() < 0.4 ? 0 : 100 * random.nextDouble()};
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] = h[0] * Math.exp(-(i - 3) * (i - 3) / 4.0) / 3.5
                    + h[1] * Math.exp(-(i - 6) * (i - 6) / 4.0) / 3.5 + random.nextGaussian();
                v[j][i] = 1;
            }
        }
        v[0][0] = 0;
        s_data = Observations.of(x, v);
        s_fit = Nmf.factorise(NmfProblem.of(s_data), NmfSettings.builder().rank(2).scaling(Scaling.SUM)
            .stopping(new Stopping(5000, 1e-12, 0, Double.POSITIVE_INFINITY)).threads(1).build(), Observer.NONE)
            .factors();
    }

    private static Displacement displaced(final int threads, final int... pixels) {
        return Displacement.of(s_data, s_fit, NONE, pixels, LEVELS, threads, Observer.NONE);
    }

    /** The reference: χ² with the entry held at the end of its interval, by brute force over W with H projected exactly. */
    @Test
    public void chi2RisesByTheLevelAtTheEndsWithEverythingElseFittedAnew() {
        final Displacement displacement = displaced(1, 4);
        final double base = chi2(s_fit.w());
        for (int k = 0; k < 2; k++) {
            final int entry = k * PIXELS + 4;
            for (int s = 0; s < LEVELS.length; s++) {
                for (final double end : new double[]{displacement.lower()[s][entry], displacement.upper()[s][entry]}) {
                    // 8 % of the level is the tolerance of an end, and the search below goes to 1 %
                    assertThat(bruteForce(entry, end) - base).isEqualTo(LEVELS[s], within(0.1 * LEVELS[s] + 0.02));
                }
            }
        }
    }

    private static double chi2(final double[] w) {
        return Arrays.stream(Nmf.project(s_data, w,
            new org.noisynmf.engine.nnls.ProjectionSettings(false, 1, "cpu"), Observer.NONE).chi2()).sum();
    }

    /** Pattern search over all other entries, template by template with the sum kept. */
    private static double bruteForce(final int entry, final double share) {
        final double[] w = s_fit.w().clone();
        set(w, entry, share);
        double best = chi2(w);
        double step = 0.01;
        while (step > 2e-5) {
            boolean better = false;
            for (int p = 0; p < w.length; p++) {
                for (int sign = -1; sign <= 1 && p != entry; sign += 2) {
                    final double[] trial = w.clone();
                    trial[p] = Math.max(trial[p] + sign * step, 0);
                    if (p / PIXELS == entry / PIXELS) {
                        set(trial, entry, share);
                    }
                    final double chi2 = chi2(trial);
                    if (chi2 < best - 1e-5) {
                        best = chi2;
                        System.arraycopy(trial, 0, w, 0, w.length);
                        better = true;
                    }
                }
            }
            step = better ? step * 1.5 : step / 2;
        }
        return best;
    }

    /** Puts an entry to a share of the sum 1 of its template. */
    private static void set(final double[] w, final int entry, final double share) {
        final int from = entry / PIXELS * PIXELS;
        double others = 0;
        for (int p = from; p < from + PIXELS; p++) {
            others += p == entry ? 0 : w[p];
        }
        for (int p = from; p < from + PIXELS; p++) {
            w[p] = p == entry ? share : w[p] * (1 - share) / others;
        }
    }

    @Test
    public void intervalsContainTheFitAndGrowWithTheLevel() {
        final Displacement displacement = displaced(1, 0, 3, 9);
        for (int k = 0; k < 2; k++) {
            for (final int i : new int[]{0, 3, 9}) {
                final int p = k * PIXELS + i;
                for (int s = 0; s < LEVELS.length; s++) {
                    // the base is fitted a little further, and a level is met to 8 %
                    assertThat(displacement.lower()[s][p]).isNotNegative().isLessThan(s_fit.w()[p] + 1e-4);
                    assertThat(displacement.upper()[s][p]).isGreaterThan(s_fit.w()[p]);
                    if (s > 0) {
                        assertThat(displacement.upper()[s][p]).isGreaterThan(displacement.upper()[s - 1][p]);
                        assertThat(displacement.lower()[s][p])
                            .isLessThanOrEqualTo(displacement.lower()[s - 1][p]);
                    }
                }
            }
            assertThat(displacement.lower()[0][k * PIXELS + 1]).as("not asked for").isNaN();
        }
        assertThat(displacement.dropped()).isFalse();
        assertThat(displacement.swaps()).isDeepEqualTo(new int[3][2]);
    }

    @Test
    public void displacementDoesNotDependOnThreadsAndLeavesHeldTemplatesAlone() {
        final Displacement one = displaced(1, 2, 5, 6);
        for (final int threads : new int[]{2, 5}) {
            final Displacement other = displaced(threads, 2, 5, 6);
            // deepEquals, to which NaN is NaN
            assertThat(Arrays.deepEquals(other.upper(), one.upper())).isTrue();
            assertThat(Arrays.deepEquals(other.lower(), one.lower())).isTrue();
        }
        final Displacement held =
            Displacement.of(s_data, s_fit, new int[]{1}, new int[]{5}, LEVELS, 1, Observer.NONE);
        assertThat(held.upper()[1][PIXELS + 5]).isNaN();
        assertThat(held.upper()[1][5]).as("less free, so narrower").isLessThan(one.upper()[1][5]);
    }

    /** A base from which χ² can fall is no minimum, and that is what the drop is for. */
    @Test
    public void aBaseThatIsFarFromTheMinimumGoesThereFirst() {
        final double[] w = s_fit.w().clone();
        w[3] += 0.05;
        final Displacement displacement = Displacement.of(s_data,
            new Factors(PIXELS, 40, 2, w, s_fit.h()), NONE, new int[]{4}, LEVELS, 1, Observer.NONE);
        // in the units of the templates as given, whose sum is 1.05
        assertThat(displacement.upper()[1][PIXELS + 4]).isEqualTo(displaced(1, 4).upper()[1][PIXELS + 4], within(2e-3));
        assertThat(displacement.dropped()).isTrue();
        assertThat(displacement.largestDrop()).isEqualTo(chi2(w) - chi2(s_fit.w()), within(0.1));
    }

    @Test
    public void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> displaced(1, 10)).hasMessageContaining("Pixel 10").hasMessageContaining("0 to 9");
        assertThatThrownBy(() -> Displacement.of(s_data, s_fit, NONE, NONE, new double[]{4, 1}, 1, Observer.NONE))
            .hasMessageContaining("must be increasing");
        assertThatThrownBy(() -> Bootstrap.of(s_data, s_fit, NONE, 1, 1, 1, 1, Observer.NONE))
            .hasMessageContaining("samples is 1");
        assertThatThrownBy(() -> Bootstrap.of(s_data, s_fit, NONE, 10, 41, 1, 1, Observer.NONE))
            .hasMessageContaining("from 1 to 40");
    }

    @Test
    public void cancelEndsBoth() {
        final Observer cancelled = new Observer() {
            @Override
            public boolean cancelled() {
                return true;
            }

            @Override
            public void progress(final double fraction, final String message) {
                // nothing is told
            }
        };
        assertThatThrownBy(() -> Displacement.of(s_data, s_fit, NONE, new int[]{1}, LEVELS, 2, cancelled))
            .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> Bootstrap.of(s_data, s_fit, NONE, 10, 2, 1, 2, cancelled))
            .isInstanceOf(CancellationException.class);
    }

    @Test
    public void bootstrapMapsTemplatesThatAreClearAndScattersThemAsTheCurvatureSays() {
        final Bootstrap bootstrap = Bootstrap.of(s_data, s_fit, NONE, 60, 1, 1, 2, Observer.NONE);
        assertThat(bootstrap.mapping()).isDeepEqualTo(new int[][]{{60, 0, 0}, {0, 60, 0}});
        assertThat(bootstrap.mappedShare()).isEqualTo(1);
        assertThat(Objects.requireNonNull(bootstrap.sets()).count()).isEqualTo(60);
        final Displacement displacement = displaced(1, IntStream.range(0, PIXELS).toArray());
        double ratio = 0;
        int count = 0;
        for (int p = 0; p < 2 * PIXELS; p++) {
            if (s_fit.w()[p] > 0.05) {
                ratio += 2 * bootstrap.deviations()[p] / (displacement.upper()[0][p] - displacement.lower()[0][p]);
                count++;
            }
        }
        // standard deviations of 60 samples have errors of 9 %, and 40 observations scatter in what they tell
        assertThat(ratio / count).isBetween(0.6, 1.5);
        assertThat(bootstrap.quantiles()[1][4]).isLessThan(bootstrap.quantiles()[3][4]);
    }

    @Test
    public void bootstrapDoesNotDependOnThreadsAndDrawsTheLastBlockToo() {
        final Bootstrap one = Bootstrap.of(s_data, s_fit, NONE, 8, 7, 4, 1, Observer.NONE);
        Stream.of(2, 5).map(threads -> Bootstrap.of(s_data, s_fit, NONE, 8, 7, 4, threads, Observer.NONE))
            .forEach(other -> {
                assertThat(other.deviations()).isEqualTo(one.deviations());
                assertThat(other.quantiles()).isDeepEqualTo(one.quantiles());
            });
        // every observation is drawn about equally often, the first and last among them
        final int[] drawn = new int[40];
        for (int s = 0; s < 2000; s++) {
            for (final int j : Bootstrap.drawn(IntStream.range(0, 40).toArray(), 7, 1, s)) {
                drawn[j]++;
            }
        }
        // 2000 expected each; blocks of 7 make a count scatter by √(7 · 2000) at most: five of these
        assertThat(IntStream.of(drawn).boxed()).allSatisfy(count -> assertThat(count).isBetween(1400, 2600));
    }

    /** A template whose coefficients do not change cannot be told by its contributions. */
    @Test
    public void whatCannotBeRecognisedIsMappedToNone() {
        final double[][] x = new double[12][4];
        for (final double[] row : x) {
            System.arraycopy(new double[]{1, 2, 3, 4}, 0, row, 0, 4);
        }
        final double[] h = new double[12];
        Arrays.fill(h, 10);
        final Bootstrap bootstrap = Bootstrap.of(Observations.of(x, null),
            new Factors(4, 12, 1, new double[]{0.1, 0.2, 0.3, 0.4}, h), NONE, 5, 1, 1, 1, Observer.NONE);
        assertThat(bootstrap.mapping()).isDeepEqualTo(new int[][]{{0, 5}});
        assertThat(bootstrap.sets()).isNull();
        assertThat(bootstrap.deviations()).containsOnly(Double.NaN);
    }
}
