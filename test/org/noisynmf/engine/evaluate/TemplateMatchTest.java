package org.noisynmf.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.Test;

/** Estimated templates find their true ones. */
public class TemplateMatchTest {

    /** A few roundings of sums of some ten terms. */
    private static final double ROUNDING = 1e-13;

    @Test
    public void orderAndScaleAreUndone() {
        final Random random = new Random(1);
        final double[] truth = random.doubles(5 * 20).toArray();
        final List<Integer> order = new ArrayList<>(IntStream.range(0, 5).boxed().toList());
        Collections.shuffle(order, random);
        final double[] estimated = new double[truth.length];
        for (int k = 0; k < 5; k++) {
            for (int i = 0; i < 20; i++) {
                estimated[order.get(k) * 20 + i] = truth[k * 20 + i] * (k + 1);
            }
        }
        final TemplateMatch match = TemplateMatch.of(20, estimated, truth, -1);
        assertThat(match.estimate()).containsExactly(order.stream().mapToInt(k -> k).toArray());
        for (int k = 0; k < 5; k++) {
            assertThat(match.cosine()[k]).isCloseTo(1, within(ROUNDING));
            assertThat(match.scale()[k]).isCloseTo(1.0 / (k + 1), within(ROUNDING));
        }
        assertThat(match.surplus()).isEmpty();
    }

    /** The nearest of each would be taken twice; the sum of the cosines decides. */
    @Test
    public void assignmentIsTheBestOfAllPermutations() {
        final Random random = new Random(2);
        for (int trial = 0; trial < 50; trial++) {
            final double[] truth = random.doubles(5 * 4).toArray();
            final double[] estimated = random.doubles(5 * 4).toArray();
            final TemplateMatch match = TemplateMatch.of(4, estimated, truth, -1);
            assertThat(match.estimate()).doesNotHaveDuplicates();
            // the assignment is done to 2⁻⁴⁰ a pair
            assertThat(DoubleStream.of(match.cosine()).sum())
                .isCloseTo(best(truth, estimated, new ArrayList<>()), within(1e-11));
        }
    }

    private static double best(final double[] truth, final double[] estimated, final List<Integer> taken) {
        if (taken.size() == 5) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < 5; e++) {
            if (!taken.contains(e)) {
                final double cosine = cosine(truth, taken.size() * 4, estimated, e * 4);
                taken.add(e);
                best = Math.max(best, cosine + best(truth, estimated, taken));
                taken.remove(taken.size() - 1);
            }
        }
        return best;
    }

    private static double cosine(final double[] a, final int fromA, final double[] b, final int fromB) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < 4; i++) {
            ab += a[fromA + i] * b[fromB + i];
            aa += a[fromA + i] * a[fromA + i];
            bb += b[fromB + i] * b[fromB + i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** (3, 4) and (4, 3): cosine 24/25; 24/25 of the estimate is nearest. */
    @Test
    public void cosineAndScaleOfAKnownPair() {
        final TemplateMatch match = TemplateMatch.of(2, new double[]{3, 4}, new double[]{4, 3}, -1);
        assertThat(match.cosine()[0]).isCloseTo(0.96, within(ROUNDING));
        assertThat(match.scale()[0]).isCloseTo(0.96, within(ROUNDING));
    }

    @Test
    public void surplusStaysWithoutAPartner() {
        final double[] two = {1, 0, 0, 0, 1, 0};
        final double[] three = {0, 0, 1, 0, 2, 0, 5, 0, 0};
        final TemplateMatch more = TemplateMatch.of(3, three, two, -1);
        assertThat(more.estimate()).containsExactly(2, 1);
        assertThat(more.surplus()).containsExactly(0);
        final TemplateMatch fewer = TemplateMatch.of(3, two, three, -1);
        assertThat(fewer.estimate()).containsExactly(-1, 1, 0);
        assertThat(fewer.cosine()[0]).isNaN();
        assertThat(fewer.scale()[0]).isNaN();
        assertThat(fewer.scale()[2]).isEqualTo(5);
        assertThat(fewer.surplus()).isEmpty();
    }

    @Test
    public void pairsLessAlikeThanWantedLoseTheirPartners() {
        final TemplateMatch match = TemplateMatch.of(2, new double[]{1, 0, 1, 1}, new double[]{1, 0, 0, 1}, 0.8);
        assertThat(match.estimate()).containsExactly(0, -1);
        assertThat(match.surplus()).containsExactly(1);
    }

    @Test
    public void unknownPixelsAreLeftOut() {
        final TemplateMatch match =
            TemplateMatch.of(3, new double[]{3, Double.NaN, 4}, new double[]{6, 1e9, 8}, -1);
        assertThat(match.cosine()[0]).isCloseTo(1, within(ROUNDING));
        assertThat(match.scale()[0]).isCloseTo(2, within(ROUNDING));
    }

    @Test
    public void deadEstimateHasCosineAndScaleZero() {
        final TemplateMatch match = TemplateMatch.of(2, new double[]{0, 0}, new double[]{1, 2}, -1);
        assertThat(match.estimate()).containsExactly(0);
        assertThat(match.cosine()).containsExactly(0);
        assertThat(match.scale()).containsExactly(0);
    }

    @Test
    public void extremeScalesNeitherOverflowNorVanish() {
        final TemplateMatch match =
            TemplateMatch.of(2, new double[]{3e-200, 4e-200}, new double[]{3e100, 4e100}, -1);
        assertThat(match.cosine()[0]).isCloseTo(1, within(ROUNDING));
        assertThat(match.scale()[0] / 1e300).isCloseTo(1, within(ROUNDING));
    }

    @Test
    public void whatIsNoTemplateIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TemplateMatch.of(2, new double[3], new double[2], -1))
            .withMessageContaining("3 values").withMessageContaining("estimated");
        assertThatIllegalArgumentException().isThrownBy(() -> TemplateMatch.of(2, new double[2], new double[0], -1))
            .withMessageContaining("true");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> TemplateMatch.of(2, new double[]{1, 2, 3, Double.POSITIVE_INFINITY}, new double[2], -1))
            .withMessageContaining("Value 1 of estimated template 1");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> TemplateMatch.of(2, new double[2], new double[2], Double.NaN))
            .withMessageContaining("from -1 to 1");
    }
}
