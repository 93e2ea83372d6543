package org.noisynmf.engine.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

/** Grids, and what spectra cover. */
public class RestFrameGridTest {

    /** The paper's: 360 to 1000 nm at redshifts 0 to 4 in steps of 1e-4 gives some 11,400 pixels, trimmed to 11,050. */
    @Test
    public void gridOfThePaperHasItsSize() {
        final RestFrameGrid grid = RestFrameGrid.covering(360 / 5.0, 1000, 1e-4);
        assertThat(grid.pixels()).isBetween(11_400, 11_430);
        final RestFrameGrid trimmed = grid.trimmed(50, 300);
        assertThat(trimmed.pixels()).isEqualTo(grid.pixels() - 350);
        assertThat(trimmed.wavelength(0)).isEqualTo(grid.wavelength(50));
    }

    @Test
    public void gridsOfOneStepSharePixels() {
        final RestFrameGrid one = RestFrameGrid.covering(100, 200, 1e-4);
        final RestFrameGrid other = RestFrameGrid.covering(150.007, 300, 1e-4);
        assertThat(other.wavelength(0)).isEqualTo(one.wavelength((int)(other.first() - one.first())));
        assertThat(one.wavelength(0)).isCloseTo(100, within(100 * 1.2e-4));
        assertThat(one.wavelength(one.pixels() - 1)).isCloseTo(200, within(200 * 1.2e-4));
        assertThat(one.edge(1)).isBetween(one.wavelength(0), one.wavelength(1));
    }

    @Test
    public void gridsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> RestFrameGrid.covering(200, 100, 1e-4)).hasMessageContaining("200.0 to 100.0");
        assertThatThrownBy(() -> RestFrameGrid.covering(0, 100, 1e-4)).hasMessageContaining("greater than 0");
        assertThatThrownBy(() -> RestFrameGrid.covering(1, Double.NaN, 1e-4)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> RestFrameGrid.covering(1, 2, 0)).hasMessageContaining("step");
        assertThatThrownBy(() -> RestFrameGrid.covering(1, 1e300, 1e-12)).hasMessageContaining("pixels");
        assertThatThrownBy(() -> new RestFrameGrid(0, 1e-3, 10).trimmed(4, 6)).hasMessageContaining("leaves nothing");
        assertThatThrownBy(() -> new RestFrameGrid(0, 1e-3, 10).trimmed(-1, 0)).hasMessageContaining("0 or more");
    }

    @Test
    public void referenceIsTheSpectrumThatSharesMost() {
        final RestFrameRanges ranges = new RestFrameRanges();
        for (int z = 0; z <= 40; z++) {
            ranges.add(360, 1000, z / 10.0);
        }
        assertThat(ranges.count()).isEqualTo(41);
        assertThat(ranges.lowest()).isEqualTo(72);
        assertThat(ranges.highest()).isEqualTo(1000);
        // The overlaps with z = 0 and z = 4 are equal at 1 + z = √5, hence 1.2 of the redshifts here.
        assertThat(ranges.mostShared()).isEqualTo(12);
    }

    @Test
    public void scaleBringsMediansTogetherAndVariancesWithIt() {
        final AlignedSpectrum reference = new AlignedSpectrum(new double[]{Double.NaN, 4, 6, 100},
            new double[]{0, 1, 1, 1}, true);
        final AlignedSpectrum spectrum = new AlignedSpectrum(new double[]{7, 1, 3, Double.NaN},
            new double[]{1, 8, 16, 0}, true);
        final double s = new Renormalisation(reference, 2).scale(spectrum);
        assertThat(s).as("median 5 over median 2").isEqualTo(2.5);
        final AlignedSpectrum scaled = spectrum.scaled(s);
        assertThat(scaled.flux()).containsExactly(17.5, 2.5, 7.5, Double.NaN);
        assertThat(scaled.weights()).containsExactly(1 / 6.25, 8 / 6.25, 16 / 6.25, 0);
        assertThat(new AlignedSpectrum(new double[]{1}, new double[]{1}, false).scaled(3).weights())
            .as("a mask is no variance").containsExactly(1);
    }

    @Test
    public void spectraThatCannotBeScaledAreRefused() {
        final AlignedSpectrum reference =
            new AlignedSpectrum(new double[]{1, 1, -5}, new double[]{1, 1, 1}, true);
        final Renormalisation two = new Renormalisation(reference, 2);
        assertThatThrownBy(() -> two.scale(new AlignedSpectrum(new double[]{1, 1, 1}, new double[]{1, 0, 0}, true)))
            .hasMessageContaining("1 pixels in common").hasMessageContaining("2 are needed");
        assertThatThrownBy(() -> two.scale(new AlignedSpectrum(new double[]{-1, -2, 1}, new double[]{1, 1, 0}, true)))
            .hasMessageContaining("of the spectrum").hasMessageContaining("-1.5");
        assertThatThrownBy(() -> new Renormalisation(reference, 1)
            .scale(new AlignedSpectrum(new double[]{1, 1, 1}, new double[]{0, 0, 1}, true)))
            .hasMessageContaining("of the reference").hasMessageContaining("-5.0");
        assertThatThrownBy(() -> reference.scaled(Double.NaN)).hasMessageContaining("NaN");
    }
}
