package org.noisynmf.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.Test;

public class ViewRecordsTest {

    @Test
    public void packedNumbersComeOutAsTheyWentIn() {
        final double[] values = {0, -1.5, Float.MIN_VALUE, 1e38, Double.NaN, Double.POSITIVE_INFINITY, 7};
        assertThat(PackedFloats.of(values, 1, 5).toArray()).containsExactly(-1.5f, Float.MIN_VALUE, 1e38f, Float.NaN,
            Float.POSITIVE_INFINITY);
        assertThat(PackedFloats.of(new float[]{1, 2, 3}, 1, 2).toArray()).containsExactly(2, 3);
    }

    @Test
    public void packedNumbersAreLittleEndian() {
        // 1.0f is 0x3f800000.
        assertThat(PackedFloats.of(1).float32()).containsExactly(0, 0, 0x80, 0x3f);
        assertThatIllegalArgumentException().isThrownBy(() -> new PackedFloats(new byte[5])).withMessageContaining("5");
    }

    @Test
    public void coefficientsAreTurnedFromRowsToColumnsAndCapped() {
        final CoefficientRows few = CoefficientRows.firstOf(List.of("a", "b"), 3, new double[]{1, 2, 3, 4, 5, 6});
        assertThat(few.columns().get(1).toArray()).containsExactly(2, 5);
        final int n = ViewLimits.coefficientRows(2) + 7;
        final CoefficientRows many =
            CoefficientRows.firstOf(IntStream.range(0, n).mapToObj(Integer::toString).toList(), 2, new double[2 * n]);
        assertThat(many.total()).isEqualTo(n);
        assertThat(many.labels()).hasSize(n - 7);
    }

    @Test
    public void aLongTraceKeepsItsFirstRowsAndItsLast() {
        final double[] pass = IntStream.range(0, 100_000).asDoubleStream().toArray();
        final ConvergenceTrace thin = new ConvergenceTrace("r", 0, pass, pass, new double[0], pass).thinned();
        assertThat(thin.pass()).hasSize(ViewLimits.MAX_TRACE_ROWS).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.copyOf(thin.pass(), 100)).isEqualTo(Arrays.copyOf(pass, 100));
        assertThat(thin.pass()[thin.pass().length - 1]).isEqualTo(99_999);
        assertThat(thin.kkt()).isEmpty();
    }

    @Test
    public void storedObservationsAreSpreadOverTheTable() {
        assertThat(ViewLimits.observationIndices(3, 10)).containsExactly(0, 1, 2);
        assertThat(ViewLimits.observationIndices(0, 10)).isEmpty();
        final int[] many = ViewLimits.observationIndices(1_000_003, 250);
        assertThat(many).hasSize(ViewLimits.MAX_OBSERVATIONS).isSorted().doesNotHaveDuplicates().startsWith(0)
            .endsWith(1_000_002);
        assertThat(ViewLimits.observationIndices(100, 10_000_000)).containsExactly(0);
    }

    @Test
    public void theLargestViewFitsIntoOneStringOfKnime() {
        // 20 million characters are KNIME's limit; base64 takes 16 characters for 12 bytes, that is for 3 numbers.
        final int d = 11_050;
        final int q = 20;
        final long numbers = (long)d * q + 2L * d * ViewLimits.observationIndices(1_000_000, d).length
            + (long)q * ViewLimits.coefficientRows(q);
        assertThat(numbers * 16 / 3).isLessThan(10_000_000);
    }

    @Test
    public void partsThatDisagreeAreRefused() {
        final PixelAxis pixels = PixelAxis.indexed(2);
        final NamedCurve template = new NamedCurve("t", PackedFloats.of(1, 2));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> view(pixels, new NamedCurve("short", PackedFloats.of(1)), List.of()))
            .withMessageContaining("1 values in template 'short', expected 2");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> view(pixels, template,
                List.of(new StoredObservation("o", PackedFloats.of(1, 2, 3), null, PackedFloats.of(1), 0, 0))))
            .withMessageContaining("3 values in observation 'o', expected 2");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> view(pixels, template,
                List.of(new StoredObservation("o", PackedFloats.of(1, 2), null, PackedFloats.of(1, 1), 0, 0))))
            .withMessageContaining("2 coefficients of observation 'o', expected 1");
        assertThatIllegalArgumentException().isThrownBy(
            () -> new StoredObservation("o", PackedFloats.of(1, 2), PackedFloats.of(1), PackedFloats.of(1), 0, 0))
            .withMessageContaining("2 values and 1 weights");
    }

    @Test
    public void anObservationInOtherUnitsHasTheSameResidualsInUnitsOfSigma() {
        final StoredObservation weighted =
            new StoredObservation("o", PackedFloats.of(8, Double.NaN), PackedFloats.of(0.25, 0), PackedFloats.of(2), 9,
                1)
                .times(0.5);
        assertThat(weighted.data().toArray()).containsExactly(4, Float.NaN);
        assertThat(weighted.inverseVariances().toArray()).containsExactly(1, 0);
        assertThat(weighted.coefficients().toArray()).containsExactly(1);
        assertThat(weighted.chi2()).isEqualTo(9);
        assertThat(new StoredObservation("o", PackedFloats.of(8), null, PackedFloats.of(2), 9, 1).times(0.5).chi2())
            .as("without weights in squared units of the data").isEqualTo(2.25);
    }

    private static FactorisationView view(final PixelAxis pixels, final NamedCurve template,
        final List<StoredObservation> observations) {
        return new FactorisationView("t", pixels, List.of(template), CoefficientRows.NONE, List.of(),
            observations,
            new Summary("a", "s", true, 1, 1, 0, 0, 0, 0, 0, List.of(), "CPU", List.of(), List.of()));
    }
}
