package org.noisynmf.view.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.BeforeClass;
import org.junit.Test;

/** A histogram marks the median of all its numbers, and says what it does not show. */
public class HistogramTest {

    private static final int BARS = 0x7fb0dd;

    private static final int MEDIAN = 0xc8500a;

    @BeforeClass
    public static void withoutDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    /** −10 to 90: the median is 40, 90 numbers are above 0. */
    private static double[] numbers() {
        return IntStream.rangeClosed(-10, 90).asDoubleStream().toArray();
    }

    @Test
    public void medianIsMarkedAndWritten() throws Exception {
        final Histogram histogram = new Histogram("Difference", numbers(), 20, 1);
        assertThat(histogram.median()).isEqualTo(40);
        assertThat(PlotsTest.svg(histogram).getTextContent()).contains("Median 40", "90 of 101 above 0", "Difference")
            .doesNotContain("outside");
        assertThat(PlotsTest.colours(histogram.png(600, 400, 1))).contains(BARS, MEDIAN);
    }

    @Test
    public void extremesLieOutsideTheRangeButCount() throws Exception {
        final double[] numbers = DoubleStream.concat(DoubleStream.of(numbers()), DoubleStream.of(1e9)).toArray();
        final double[] before = numbers.clone();
        final Histogram histogram = new Histogram("Difference", numbers, 20, 0.9);
        assertThat(histogram.median()).isEqualTo(40.5);
        // 5 % at each end of 102 numbers
        assertThat(PlotsTest.svg(histogram).getTextContent()).contains("91 of 102 above 0; 10 outside")
            .doesNotContain("1E9").doesNotContain("1,000,000,000");
        assertThat(numbers).as("not modified").containsExactly(before);
    }

    @Test
    public void oneNumberAndEqualNumbersAreDrawn() throws Exception {
        for (final double[] numbers : new double[][]{{3}, {3, 3, 3}, {0}, {1e300, 1e300}, {-1e-300}}) {
            assertThat(PlotsTest.colours(new Histogram("", numbers, 50, 0.99).png(300, 200, 1)))
                .as("%s", (Object)numbers).contains(BARS);
        }
    }

    @Test
    public void numbersAreWrittenWithThreeDigits() {
        assertThat(Histogram.number(0.54449)).isEqualTo("0.544");
        assertThat(Histogram.number(4440.4)).isEqualTo("4440");
        assertThat(Histogram.number(0)).isEqualTo("0");
        assertThat(Histogram.number(-2.5e-9)).isEqualTo("-2.50e-09");
        assertThat(Histogram.number(1.5)).isEqualTo("1.5");
    }

    @Test
    public void nothingToDrawAndSettingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram("", new double[0], 50, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram("", new double[]{Double.NaN}, 50, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram("", numbers(), 0, 1))
            .withMessageContaining("0").withMessageContaining("1000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Histogram("", numbers(), 50, Double.NaN))
            .withMessageContaining("NaN");
    }
}
