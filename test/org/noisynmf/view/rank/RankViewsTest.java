package org.noisynmf.view.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.BeforeClass;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.rank.Criterion;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.engine.rank.RankSearch;
import org.noisynmf.engine.rank.RankSettings;
import org.noisynmf.view.PixelAxis;

public class RankViewsTest {

    private static final int PIXELS = 20;

    private static RankResult s_result;

    private static RankView s_view;

    @BeforeClass
    public static void compare() {
        final Random random = new Random(5);
        final double[][] x = new double[40][PIXELS];
        for (final double[] row : x) {
            final double a = 9 * random.nextDouble();
            final double b = 9 * random.nextDouble();
            for (int i = 0; i < PIXELS; i++) {
                row[i] = (i < 8 ? a : 0) + (i >= 5 ? b : 0) + 0.2 * random.nextGaussian();
            }
        }
        final double[][] v = new double[40][PIXELS];
        for (final double[] row : v) {
            Arrays.fill(row, 25);
        }
        final RankSettings d = RankSettings.DEFAULT;
        s_result = RankSearch.search(Observations.of(x, v),
            new RankSettings(1, 3, 2, 2, d.maskedShare(), 2, d.method()), Observer.NONE);
        s_view = RankViews.of("R", PixelAxis.indexed(PIXELS), s_result, 1, List.of());
    }

    @Test
    public void everyNumberHasItsTemplatesAndOnlyTheLastIsNew() {
        assertThat(s_view.ranks().rows()).extracting(row -> row.templates().size()).containsExactly(1, 2, 3);
        final List<RankView.Template> three = s_view.ranks().rows().get(2).templates();
        assertThat(three.get(0).cosine()).isGreaterThan(0.9);
        assertThat(three.get(1).cosine()).isGreaterThan(0.9);
        assertThat(three.get(2).cosine()).isNaN();
    }

    @Test
    public void everyCurveHasAValueForEachNumberAndTheChoiceOfItsCriterion() {
        assertThat(s_view.ranks().rank()).isEqualTo(s_result.rank());
        assertThat(s_view.ranks().criteria()).allSatisfy(curve -> assertThat(curve.values()).hasSize(3));
        assertThat(s_view.ranks().criteria().get(0).values()[0]).as("nothing to fall from").isNaN();
        assertThat(s_view.ranks().criteria().get(0).choice())
            .isEqualTo(s_result.choices().get(Criterion.FALL));
    }
}
