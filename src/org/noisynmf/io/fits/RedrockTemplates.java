package org.noisynmf.io.fits;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/**
 * How a file of templates for redrock, the redshift fitter of DESI, describes them: the image BASIS_VECTORS, one template
 * a row, whose header gives the wavelengths in Ångström in vacuum, λ(i) = CRVAL1 + i · CDELT1 or, with LOGLAM = 1, ten to
 * this power; and perhaps the image REDSHIFTS, those that are tried. Read from {@code redrock.templates.Template}.
 *
 * @param type RRTYPE: GALAXY, QSO or STAR
 * @param subtype RRSUBTYP, may be empty
 * @param version VERSION of the templates
 * @param igm RRIGM, the model of the intergalactic medium that redrock applies: None, Inoue14, Calura12 or Kamble20
 * @param redshifts that redrock tries, increasing; null = its own choice for the type
 */
public record RedrockTemplates(String type, String subtype, String version, String igm,
    double @Nullable [] redshifts) {

    /** Name of the image of templates. */
    public static final String TEMPLATES = "BASIS_VECTORS";

    private static final String REDSHIFTS = "REDSHIFTS";

    /** Steps are equal if no pixel is off by more of its width. */
    private static final double SHARE_OF_STEP = 1e-3;

    /** More redshifts than this take redrock longer than anyone waits. */
    private static final int MOST_REDSHIFTS = 10_000_000;

    /**
     * @param lowest z &gt; −1
     * @param highest above it
     * @param step of log₁₀(1 + z), &gt; 0
     * @return redshifts from the lowest to the highest
     * @throws IllegalArgumentException for a range that is none, or too fine a step
     */
    public static double[] range(final double lowest, final double highest, final double step) {
        if (!(lowest > -1 && highest > lowest && highest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The redshifts are " + lowest + " to " + highest
                + ", but must be greater than -1 and increase");
        }
        final double start = Math.log10(1 + lowest);
        final double count = Math.floor((Math.log10(1 + highest) - start) / step + 1e-9) + 1;
        if (!(step > 0 && count <= MOST_REDSHIFTS)) {
            throw new IllegalArgumentException("The step of log₁₀(1 + z) is " + step
                + ", but must be above 0 and give at most " + MOST_REDSHIFTS + " redshifts");
        }
        final double[] redshifts = new double[(int)count];
        for (int i = 0; i < redshifts.length; i++) {
            redshifts[i] = Math.pow(10, start + i * step) - 1;
        }
        return redshifts;
    }

    /**
     * Begins the image of templates.
     *
     * @param writer of the file, nothing written yet
     * @param wavelengths d, in Ångström, in equal steps or equal steps of their logarithm. Not modified.
     * @param count number of templates that follow, ≥ 1
     * @throws IllegalArgumentException if the steps are not equal
     * @throws IOException if it cannot be written
     */
    public void begin(final FitsSpectraWriter writer, final double[] wavelengths, final long count)
        throws IOException {
        final Map<String, Object> cards = new LinkedHashMap<>();
        final int last = wavelengths.length - 1;
        final double[] logarithms = new double[wavelengths.length];
        for (int i = 0; i <= last; i++) {
            logarithms[i] = Math.log10(wavelengths[i]);
        }
        final double ofLinear = unevenness(wavelengths);
        final double ofLogarithmic = unevenness(logarithms);
        final boolean linear = ofLinear <= ofLogarithmic;
        if (!(Math.min(ofLinear, ofLogarithmic) <= SHARE_OF_STEP)) {
            throw new IllegalArgumentException("The wavelengths have neither equal steps nor equal steps of their "
                + "logarithm, but redrock needs one of the two: bring the spectra to a grid with the Rest-Frame "
                + "Aligner");
        }
        final double[] axis = linear ? wavelengths : logarithms;
        cards.put("CRVAL1", axis[0]);
        cards.put("CDELT1", (axis[last] - axis[0]) / last);
        cards.put("LOGLAM", linear ? 0 : 1);
        cards.put("CUNIT1", WavelengthUnit.ANGSTROM.text());
        cards.put("AIRORVAC", "vac");
        cards.put("RRTYPE", type);
        cards.put("RRSUBTYP", subtype);
        cards.put("RRMETHOD", "NMF");
        cards.put("RRIGM", igm);
        cards.put("VERSION", version);
        writer.begin(TEMPLATES, new int[]{wavelengths.length, (int)count}, cards);
    }

    /** How far a value is from equal steps at most, as a share of the step. */
    private static double unevenness(final double[] values) {
        final int last = values.length - 1;
        final double step = (values[last] - values[0]) / last;
        double worst = last > 0 && step > 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i <= last; i++) {
            worst = Math.max(worst, Math.abs(values[i] - values[0] - i * step) / step);
        }
        return worst;
    }

    /**
     * Writes the redshifts behind the templates, if there are any.
     *
     * @param writer of the file, the templates written
     * @throws IOException if they cannot be written
     */
    public void end(final FitsSpectraWriter writer) throws IOException {
        if (redshifts != null) {
            writer.begin(REDSHIFTS, new int[]{redshifts.length}, Map.of());
            writer.add(redshifts);
        }
    }
}
