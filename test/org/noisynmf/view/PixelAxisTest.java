package org.noisynmf.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.junit.Test;

public class PixelAxisTest {

    @Test
    public void namesThatAreNumbersArePositions() {
        final PixelAxis axis = PixelAxis.ofNames(List.of("360.1", " 1e3 ", "-2"));
        assertThat(axis.positions()).containsExactly(360.1, 1000, -2);
        assertThat(axis.labels()).isEmpty();
    }

    @Test
    public void theUnitInTheNamesIsThatOfTheAxis() {
        final PixelAxis axis = PixelAxis.ofNames(List.of("656.3 nm", "500nm", "486.1_nm"));
        assertThat(axis.positions()).containsExactly(656.3, 500, 486.1);
        assertThat(axis.title()).isEqualTo("Wavelength (nm)");
        assertThat(PixelAxis.ofNames(List.of("0", "1", "2")).title()).isEqualTo("Pixel");
        assertThat(PixelAxis.ofNames(List.of("400.5", "401")).title()).isEqualTo("Position");
    }

    @Test
    public void namesThatOnlyCountAreNoMoreThanTheIndex() {
        final PixelAxis axis = PixelAxis.ofNames(List.of("channel_0", "channel_1", "channel_2"));
        assertThat(axis.labels()).isEmpty();
        assertThat(axis.positions()).as("they say nothing of wavelengths").isEmpty();
        assertThat(axis.title()).isEqualTo("Channel");
        assertThat(PixelAxis.ofNames(List.of("Channel 1", "Channel 2")).labels()).hasSize(2);
        assertThat(PixelAxis.ofNames(List.of("x0", "x1")).title()).isEqualTo("Pixel");
        assertThat(PixelAxis.ofNames(List.of("PM10", "PM25")).labels()).containsExactly("PM10", "PM25");
        assertThat(PixelAxis.ofNames(List.of("O3", "O2")).labels()).hasSize(2);
    }

    @Test
    public void namesWithoutOneKnownUnitAreLabelsWithoutATitle() {
        for (final List<String> names : List.of(List.of("1 nm", "2 m"), List.of("2 apples", "3 apples"),
            List.of("CO", "O3"))) {
            final PixelAxis axis = PixelAxis.ofNames(names);
            assertThat(axis.labels()).isEqualTo(names);
            assertThat(axis.title()).isEmpty();
        }
    }

    @Test
    public void oneNameThatIsNoNumberMakesLabelsOfAll() {
        for (final String odd : List.of("CO", "NaN", "Infinity", "")) {
            final PixelAxis axis = PixelAxis.ofNames(List.of("1", odd));
            assertThat(axis.positions()).as(odd).isEmpty();
            assertThat(axis.labels()).as(odd).containsExactly("1", odd);
        }
    }

    @Test
    public void equalNumbersAreNoPositions() {
        assertThat(PixelAxis.ofNames(List.of("1", "1.0")).positions()).isEmpty();
    }

    @Test
    public void noNamesAreAnAxisOfNoPixels() {
        assertThat(PixelAxis.ofNames(List.of()).count()).isZero();
    }

    @Test
    public void anImageHoldsEveryPixelOnce() {
        assertThat(PixelAxis.indexed(12).withGrid(3, 4).gridColumns()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> PixelAxis.indexed(12).withGrid(3, 5))
            .withMessageContaining("3 × 5").withMessageContaining("12 pixels");
        assertThatIllegalArgumentException().isThrownBy(() -> PixelAxis.indexed(12).withGrid(-3, -4));
    }
}
