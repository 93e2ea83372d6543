package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.DoubleStream;

import org.junit.Test;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.testing.SharedData;

/**
 * Files as observatories write them. The numbers expected were read from the bytes of the files by hand: IEEE
 * numbers at
 * the offset that the header gives.
 */
public class ObservatoryFilesTest {

    /** Single precision in the files: about seven digits. */
    private static final double FLOAT = 1e-6;

    private static FitsSpectrum only(final String name) throws Exception {
        final Path file = SharedData.file("fits/" + name);
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            assertThat(spectra.count()).isEqualTo(1);
            final FitsSpectrum only = spectra.next();
            assertThat(spectra.next()).isNull();
            return only;
        }
    }

    private static long zeros(final double[] values) {
        return DoubleStream.of(values).filter(v -> v == 0).count();
    }

    /** Flux in the primary image, inverse variances behind it without a name, log₁₀ wavelengths in the header. */
    @Test
    public void sdssWritesInverseVariances() throws Exception {
        final Spectrum spectrum = only("SDSSJ220248.31+123656.3.fits").spectrum();
        assertThat(spectrum.pixels()).isEqualTo(4646);
        assertThat(spectrum.wavelengths()[0]).isCloseTo(Math.pow(10, 3.5507), within(1e-9));
        assertThat(spectrum.wavelengths()[4645]).isCloseTo(Math.pow(10, 4.0152), within(1e-8));
        assertThat(spectrum.flux()[0]).isCloseTo(3.7450671, within(4 * FLOAT));
        assertThat(spectrum.flux()[2000]).isCloseTo(2.1921382, within(4 * FLOAT));
        assertThat(spectrum.weights()[2000]).isCloseTo(9.2018728, within(10 * FLOAT));
        assertThat(zeros(spectrum.weights())).isEqualTo(48);
    }

    /** Flux in a file whose name ends in F, its standard deviation in a file whose name ends in E. */
    @Test
    public void mageWritesItsErrorsBeside() throws Exception {
        SharedData.file("fits/UM184_nE.fits");
        final FitsSpectrum read = only("UM184_nF.fits");
        final Spectrum spectrum = read.spectrum();
        assertThat(read.object()).isEqualTo("UM184");
        assertThat(spectrum.pixels()).isEqualTo(16582);
        assertThat(spectrum.wavelengths()[0]).isCloseTo(Math.pow(10, 3.48320848395), within(1e-8));
        assertThat(spectrum.wavelengths()[16581])
            .isCloseTo(Math.pow(10, 3.48320848395 + 16581 * 3.18703100992e-5), within(1e-7));
        assertThat(spectrum.flux()[8000]).isCloseTo(0.99388999, within(FLOAT));
        assertThat(1 / Math.sqrt(spectrum.weights()[8000])).isCloseTo(0.0436667055, within(FLOAT));
        assertThat(zeros(spectrum.weights())).isEqualTo(1561);
    }

    /** Nine arrays in one image, their meaning in the header; an error of −1e32 says: nothing measured. */
    @Test
    public void uvesPoplerWritesRowsOfOneImage() throws Exception {
        final FitsSpectrum read = only("popler_sample.fits");
        final Spectrum spectrum = read.spectrum();
        assertThat(read.object()).isEqualTo("Q2344p1228");
        assertThat(spectrum.wavelengths()[0]).isCloseTo(3045.48745068166, within(1e-8));
        assertThat(spectrum.wavelengths()[1])
            .isCloseTo(3045.48745068166 * Math.pow(10, 3.62161104717198E-06), within(1e-8));
        assertThat(spectrum.flux()).startsWith(6288.104252487166, 6290.213910212121, 1);
        assertThat(1 / Math.sqrt(spectrum.weights()[1])).isCloseTo(9850.381309569992, within(1e-6));
        assertThat(spectrum.weights()[6]).isCloseTo(Math.pow(538.0868579739155, -2), within(1e-15));
        assertThat(zeros(spectrum.weights())).isEqualTo(6);
    }

    /** Extensions FLUX, ERROR, WAVELENGTH. */
    @Test
    public void linetoolsWritesNamedExtensions() throws Exception {
        final Spectrum spectrum = only("specexample1.fits").spectrum();
        assertThat(spectrum.pixels()).isEqualTo(181);
        assertThat(spectrum.wavelengths()[0]).isEqualTo(1721.1311301909823);
        assertThat(spectrum.wavelengths()[180]).isEqualTo(1749.9059817400926);
        assertThat(spectrum.flux()[90]).isCloseTo(5.426347169995224e-16, within(1e-22));
        assertThat(1 / Math.sqrt(spectrum.weights()[90])).isCloseTo(1.4571082951653121e-16, within(1e-22));
        assertThat(zeros(spectrum.weights())).isZero();
    }
}
