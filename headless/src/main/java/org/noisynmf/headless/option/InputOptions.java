package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.headless.option.spectra.SpectraFileOptions;
import org.noisynmf.headless.option.spectra.SpectraOptions;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.io.source.Orientation;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that fits a matrix of data and weights. */
public final class InputOptions extends ReadingOptions {

    @Option(names = "--gain", paramLabel = "G", order = 3,
        description = "With --weights-are background-variance: photons for a value of 1 in the data, > 0. The weights "
            + "are 1 / (max(W H, 0) / G + background variance), renewed until the templates no longer change. "
            + "Default: 1.")
    @Nullable
    Double gain;

    @Option(names = "--negative-values", paramLabel = "WHAT", defaultValue = "as-is", order = 8,
        completionCandidates = Choices.NegativeChoices.class,
        description = "What to do with values below zero: ${COMPLETION-CANDIDATES}. Clipping and weight zero bias "
            + "results upwards; such values are counted. Default: ${DEFAULT-VALUE}.")
    NegativeValues negativeValues;

    @Option(names = "--precision", paramLabel = "TYPE", defaultValue = "float64", order = 9,
        completionCandidates = Choices.Precisions.class,
        description = "Number type of the data in memory: ${COMPLETION-CANDIDATES}. float32 takes half the memory; "
            + "sums are in double precision either way. Default: ${DEFAULT-VALUE}.")
    Precision precision;

    @Mixin
    public SpectraOptions spectra;

    @Mixin
    private UncertaintyOptions m_uncertainties;

    /** Names of the pixels of templates, their wavelengths; null = a grid of the data's own. */
    private @Nullable List<String> m_grid;

    /** What FITS files gave; null for other data. */
    private SpectraOptions.@Nullable Aligned m_aligned;

    /**
     * @return the photon noise whose variance comes from the model; null if the weights are given as a whole
     * @throws IllegalArgumentException if the options do not fit together
     */
    public @Nullable PhotonNoise photonNoise() {
        if (weightKind != WeightKind.BACKGROUND_VARIANCE) {
            if (gain != null) {
                throw new IllegalArgumentException(
                    "--gain belongs to --weights-are background-variance, but the weights"
                        + " are given as " + (weightKind == null ? WeightKind.INVERSE_VARIANCE : weightKind).id());
            }
            return null;
        }
        if (weights == null) {
            throw new IllegalArgumentException("--weights-are background-variance needs the file --weights");
        }
        return new PhotonNoise(gain == null ? 1 : gain);
    }

    /**
     * @param separable weights of whole observations and pixels
     * @param observer hears of progress and may cancel
     * @return the data with their weights
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    public ObservationsReader.Named readObservations(final SeparableWeights separable, final Observer observer)
        throws IOException {
        return readObservations(separable, null, observer);
    }

    /**
     * @param separable weights of whole observations and pixels
     * @param store where they are stored; null = in the heap
     * @param observer hears of progress and may cancel
     * @return the data with their weights
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    public ObservationsReader.Named readObservations(final SeparableWeights separable,
        final @Nullable StripStore store,
        final Observer observer) throws IOException {
        final SeparableWeights weighted = m_uncertainties.with(separable);
        if (SpectraFileOptions.isFits(data())) {
            return readSpectra(weighted, store, observer);
        }
        final ObservationsReader reader = new ObservationsReader(weightKind, precision, negativeValues, store,
            m_uncertainties.extra(weights != null, weightKind));
        return readObservations(reader, weighted, observer);
    }

    /** @param templates whose names are wavelengths, to whose grid spectra in FITS files are brought */
    public void alignTo(final Vectors templates) {
        m_grid = SpectraFileOptions.isFits(data()) ? wavelengths(templates) : null;
    }

    private ObservationsReader.Named readSpectra(final SeparableWeights separable,
        final @Nullable StripStore store,
        final Observer observer) throws IOException {
        if (weights != null) {
            throw new IllegalArgumentException(
                "--weights belongs to matrices; FITS files of spectra hold their uncertainties "
                    + "themselves (--uncertainty names them)");
        }
        if (!separable.isNone() || orientation != Orientation.ROWS) {
            throw new IllegalArgumentException(
                "--observation-weights, --pixel-weights, --pixel-categories and --observations columns belong to "
                    + "matrices, but " + data() + " holds spectra");
        }
        m_aligned = spectra.align(files, data(), weightKind, m_grid,
            d -> builder(d, store), observer);
        return m_aligned.data();
    }

    private ObservationsBuilder builder(final int pixels, final @Nullable StripStore store) {
        final ObservationsBuilder builder =
            Observations.builder(pixels).precision(precision).negativeValues(negativeValues)
                .extraUncertainty(m_uncertainties.extra(true, weightKind));
        return store == null ? builder : builder.storedIn(store);
    }

    private static List<String> wavelengths(final Vectors templates) {
        final List<String> names = templates.names().entries();
        try {
            names.forEach(Double::parseDouble);
        } catch (final NumberFormatException e) {
            throw unknownWavelengths(templates, e);
        }
        if (names.isEmpty()) {
            throw unknownWavelengths(templates, null);
        }
        return names;
    }

    private static IllegalArgumentException unknownWavelengths(final Vectors templates,
        final @Nullable Throwable cause) {
        return new IllegalArgumentException(
            templates.file() + " does not give the wavelengths of its templates, which spectra in FITS files need: "
                + "use templates.fits, or templates.csv with --header --labels",
            cause);
    }

    /** @param summary receives what was done to the data before the fit. Modified. */
    public void addTo(final Map<String, Object> summary) {
        // spectra in FITS files say what their uncertainties are
        final WeightKind unsaid = weights == null ? null : WeightKind.INVERSE_VARIANCE;
        final WeightKind kind = weightKind == null ? unsaid : weightKind;
        summary.put("weights_are", kind == null ? null : kind.id());
        summary.put("negative_values", negativeValues.id());
        summary.put("extra_uncertainty_percent", m_uncertainties.extraUncertainty);
        if (m_aligned != null) {
            final Map<String, Object> aligned = m_aligned.summary();
            spectra.addTo(aligned);
            summary.put("spectra", aligned);
        }
    }

    /** @return what FITS files gave, once the data are read; null for other data */
    public SpectraOptions.@Nullable Aligned aligned() {
        return m_aligned;
    }

    public Observations readLike(final Path file, final ObservationsReader.Named data) throws IOException {
        try (MatrixSource source = open(file)) {
            return ObservationsReader.readLike(source, data);
        }
    }

    /**
     * @param templates the templates
     * @param data the data
     * @return the templates with their pixels in the order of the data, by name where both have names
     * @throws IOException if a name of a pixel is on one side only
     * @throws IllegalArgumentException if they have different numbers of pixels
     */
    public static Vectors templatesFor(final Vectors templates, final ObservationsReader.Named data)
        throws IOException {
        final Vectors arranged = templates.arranged(null, data.pixelAxis());
        if (arranged.length() != data.observations().pixels()) {
            throw new IllegalArgumentException(templates.file() + " holds " + templates.count() + " templates of "
                + templates.length() + " pixels, but the data have " + data.observations().pixels()
                + " (see --observations for transposed files)");
        }
        return arranged;
    }

    /**
     * @param templates the templates, or null
     * @return their names; none where there are no templates or they have none
     */
    public static NameOrder.Axis templateAxis(final @Nullable Vectors templates) {
        return templates == null ? new NameOrder.Axis("", "template", List.of()) : templates.vectorAxis("template");
    }

    /**
     * @param frozen numbers of the templates that stay as they are, counted from 0
     * @param templates the templates
     * @return these numbers
     * @throws IllegalArgumentException if there is no such template
     */
    public static int[] held(final List<Integer> frozen, final Vectors templates) {
        for (final int k : frozen) {
            if (k < 0 || k >= templates.count()) {
                throw new IllegalArgumentException("--freeze names template " + k + ", but " + templates.file()
                    + " holds templates 0 to " + (templates.count() - 1));
            }
        }
        return frozen.stream().mapToInt(Integer::intValue).toArray();
    }
}
