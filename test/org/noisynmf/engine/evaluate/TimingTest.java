package org.noisynmf.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.Timing.Shape;
import org.noisynmf.engine.evaluate.Timing.Times;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.testing.Toy;

/** What is measured, and on which part of the data. */
public class TimingTest {

    private static final NmfSettings NEARLY = NmfSettings.builder().algorithm(Algorithm.NEARLY).rank(2).build();

    private static Observations data() {
        final Toy toy = Toy.random(40, 30, 2, 0.05, 0.2, 3);
        return Observations.of(toy.x(), toy.v());
    }

    @Test
    public void partsAreEvenlySpreadAndKeepValuesAndWeights() {
        final double[][] x = new double[6][8];
        final double[][] v = new double[6][8];
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < x[j].length; i++) {
                x[j][i] = 10 * j + i - 20;
                v[j][i] = j == 2 && i == 4 ? 0 : 1 + i;
            }
        }
        final Observations part = Timing.part(Observations.of(x, v), 3, 4);
        assertThat(part.count()).isEqualTo(3);
        assertThat(part.pixels()).isEqualTo(4);
        final double[] partX = new double[4];
        final double[] partV = new double[4];
        part.copy(1, partX, partV);
        assertThat(partX).containsExactly(0, 2, Double.NaN, 6);
        assertThat(partV).containsExactly(1, 3, 0, 7);
        part.copy(2, partX, partV);
        assertThat(partX[3]).isEqualTo(26);
        final Observations all = data();
        assertThat(Timing.part(all, all.count(), all.pixels())).isSameAs(all);
    }

    @Test
    public void timesAreThoseOfTheMainLoopAlone() {
        final List<TraceRow> trace = List.of(new TraceRow(0, 0, 1, 9, 0, 0), new TraceRow(0, 1, 1, 9, 0, 5),
            new TraceRow(0, 2, 0, 9, 0, 6), new TraceRow(0, 3, 0, 9, 0, 6.5), new TraceRow(0, 4, 0, 9, 0, 8));
        assertThat(Timing.times(trace)).containsExactly(1000, 500, 1500);
        assertThat(Timing.times(trace.subList(2, 5))).as("without growth").containsExactly(500, 1500);
        assertThat(Timing.times(trace.subList(0, 2))).isEmpty();
    }

    @Test
    public void timesOfSeveralRoundsAreOneSample() {
        final Times all =
            new Times(9, new double[]{4, 1}, List.of("a")).and(new Times(9, new double[]{7}, List.of("a", "b")));
        assertThat(all.warnings()).containsExactly("a", "b");
        assertThat(all.entries()).isEqualTo(9);
        assertThat(all.milliseconds()).containsExactly(4, 1, 7);
        assertThat(all.median()).isEqualTo(4);
        // deviations 0, −3 and 3 of the mean 4: √(18 / 2)
        assertThat(all.deviation()).isCloseTo(3, within(1e-12));
        assertThat(all.milliseconds()).as("not modified").containsExactly(4, 1, 7);
    }

    @Test
    public void everyIterationIsMeasuredWhateverTheSettingsSayOfStopping() {
        final Observations data = data();
        for (final StartMethod start : new StartMethod[]{StartMethod.RANDOM, StartMethod.SEQUENTIAL}) {
            final NmfSettings settings = NEARLY.toBuilder().start(start).restarts(3).build();
            final Times times = new Timing(data, settings).measure(new Shape(20, 3, 10), 7, Observer.NONE);
            assertThat(times.entries()).isEqualTo(Timing.part(data, 20, 10).observedEntries()).isBetween(1L, 200L);
            assertThat(times.milliseconds()).hasSize(7);
            for (final double time : times.milliseconds()) {
                assertThat(time).isPositive();
            }
        }
    }

    @Test
    public void whatAFactorisationWarnsOfIsKept() {
        final NmfSettings oneSided = NEARLY.toBuilder().coefficientPenalty(new Penalty(0.1, 0, 0)).build();
        assertThat(new Timing(data(), oneSided).measure(new Shape(20, 2, 10), 2, Observer.NONE).warnings())
            .singleElement().asString().contains("penalty on the coefficients alone");
    }

    @Test
    public void moreWorkTakesLonger() {
        final Toy toy = Toy.random(400, 400, 2, 0.05, 0.2, 3);
        final Timing timing =
            new Timing(Observations.of(toy.x(), toy.v()), NEARLY.toBuilder().threads(1).build());
        timing.warmUp(0.5, Observer.NONE);
        // 160,000 entries against 1,600: a hundred times the work, of which other processes cannot hide all
        assertThat(timing.measure(new Shape(400, 5, 400), 30, Observer.NONE).median())
            .isGreaterThan(2 * timing.measure(new Shape(40, 5, 40), 30, Observer.NONE).median());
    }

    @Test
    public void warmingUpLastsAboutAsLongAsAsked() {
        final Timing timing = new Timing(data(), NEARLY);
        final long started = System.nanoTime();
        timing.warmUp(0, Observer.NONE);
        timing.warmUp(0.2, Observer.NONE);
        // no upper limit: the machine may be busy
        assertThat((System.nanoTime() - started) * 1e-9).isGreaterThan(0.2);
    }

    @Test
    public void sizesOutOfRangeAreNamed() {
        final Timing timing = new Timing(data(), NEARLY);
        assertThatIllegalArgumentException().isThrownBy(() -> timing.measure(new Shape(31, 2, 40), 2, Observer.NONE))
            .withMessageContaining("observations is 31").withMessageContaining("1 to 30");
        assertThatIllegalArgumentException().isThrownBy(() -> timing.measure(new Shape(30, 2, 0), 2, Observer.NONE))
            .withMessageContaining("pixels is 0").withMessageContaining("1 to 40");
        assertThatIllegalArgumentException().isThrownBy(() -> timing.measure(new Shape(30, 4, 3), 2, Observer.NONE))
            .withMessageContaining("30 observations of 3 pixels is 4");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> timing.measure(new Shape(30, 2, 40), 0, Observer.NONE))
            .withMessageContaining("iterations is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> timing.warmUp(Double.NaN, Observer.NONE))
            .withMessageContaining("NaN");
        final Observations empty =
            Observations.of(new double[][]{{Double.NaN, 1}, {Double.NaN, 1}}, new double[][]{{0, 1}, {0, 1}});
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new Timing(empty, NEARLY).measure(new Shape(2, 1, 1), 2, Observer.NONE))
            .withMessageContaining("every entry is missing");
    }

    @Test
    public void onePassMoreThanAskedIsNotMade() {
        final int[] asked = {0};
        final Observer counting = new Observer() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void progress(final double fraction, final String message) {
                asked[0]++;
                assertThat(fraction).isCloseTo(asked[0] / 5.0, within(1e-12));
            }
        };
        new Timing(data(), NEARLY).measure(new Shape(30, 2, 40), 5, counting);
        assertThat(asked[0]).isEqualTo(5);
    }
}
