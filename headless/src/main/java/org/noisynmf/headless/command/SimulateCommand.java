package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.LowRank;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Parts;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.headless.option.Choices;
import org.noisynmf.headless.option.SimulationKind;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Index;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Orientation;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Simulates noisy observations with known truth. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {"Simulates noisy observations with known truth.", "",
        "Writes data.npy, weights.npy (inverse variances), truth.npy, templates.npy, coefficients.npy and "
            + "summary.json; doublets also background-variances.npy (for --weights-are background-variance), quasars "
            + "also wavelengths.npy (nm) and redshifts.npy, low-rank also start-templates.npy and "
            + "start-coefficients.npy.",
        ""},
    footer = {"", "Examples:", "  noisynmf simulate --kind doublet --out data",
        "  noisynmf simulate --kind quasars --exposures 200 --redshift 0,2 --seed 7 --out data"})
public final class SimulateCommand implements Callable<Integer> {

    private static final String RANGE = "LOW,HIGH";

    @Option(names = "--out", required = true, paramLabel = "DIR", order = 1,
        description = "Folder for the results. May exist; files of the same names are replaced, and only on success.")
    private Path m_out;

    @Option(names = "--kind", paramLabel = "KIND", order = 2, defaultValue = "doublet",
        completionCandidates = Choices.SimulationKinds.class,
        description = "doublet (two lines of varying amplitudes; Green and Bailey 2024, eq. 4 to 6), quasars (spectra "
            + "on a common rest-frame grid, most of it missing), low-rank (products of random factors and starts; Pav "
            + "2024) or parts (images composed of rectangles). Default: ${DEFAULT-VALUE}.")
    private SimulationKind m_kind;

    @Option(names = "--observations", paramLabel = "WAY", defaultValue = "rows", order = 3,
        completionCandidates = Choices.Orientations.class,
        description = "Whether observations are rows or columns of the files: ${COMPLETION-CANDIDATES}. Default: "
            + "${DEFAULT-VALUE}.")
    private Orientation m_orientation;

    @Option(names = "--seed", paramLabel = "s", order = 4, description = "Seed of all random numbers. Default: 1.")
    private long m_seed = 1;

    @Option(names = "--exposures", paramLabel = "n", order = 5,
        description = "Number of observations. Default: 500; low-rank 40; parts 400.")
    private @Nullable Integer m_exposures;

    @Option(names = "--pixels", paramLabel = "d", order = 6,
        description = "doublet, low-rank: pixels of an observation. Default: 510; low-rank 10.")
    private @Nullable Integer m_pixels;

    @Option(names = "--noise", paramLabel = RANGE, order = 7, converter = RangeConverter.class,
        description = "Standard deviation of the Gaussian noise; doublet: a range. Default: 10,15; low-rank 0; parts 0.2.")
    private @Nullable Range m_noise;

    @Option(names = "--noise-draw", paramLabel = "WHAT", order = 8, completionCandidates = Choices.NoiseDraws.class,
        description = "doublet: what is uniform in that range, ${COMPLETION-CANDIDATES}. Default: sigma.")
    private NoiseDraw m_draw = Doublet.DEFAULT.draw();

    @Option(names = "--amplitude", paramLabel = "A", order = 9,
        description = "doublet: peak of the first line in photons, > 0. Default: 40.")
    private double m_amplitude = Doublet.DEFAULT.amplitude();

    @Option(names = "--ratio", paramLabel = RANGE, order = 10, converter = RangeConverter.class,
        description = "doublet: range of the peak of the second line over that of the first, uniform. Default: 0.5,2.")
    private Range m_ratio = new Range(Doublet.DEFAULT.lowestRatio(), Doublet.DEFAULT.highestRatio());

    @Option(names = "--step", paramLabel = "Δ", order = 20,
        description = "quasars: Δ log10 λ of the grid. Default: 1e-4.")
    private double m_step = Quasars.DEFAULT.step();

    @Option(names = "--redshift", paramLabel = RANGE, order = 21, converter = RangeConverter.class,
        description = "quasars: range of redshifts, uniform. Default: 0,4.")
    private Range m_redshift = new Range(Quasars.DEFAULT.lowestRedshift(), Quasars.DEFAULT.highestRedshift());

    @Option(names = "--templates", paramLabel = "q", order = 22,
        description = "quasars: number of templates, 1 to 5. Default: 5.")
    private int m_templates = Quasars.DEFAULT.templates();

    @Option(names = "--signal-to-noise", paramLabel = "r", order = 23,
        description = "quasars: mean signal in standard deviations of the Gaussian noise, > 0. Default: 1.4.")
    private double m_signalToNoise = Quasars.DEFAULT.signalToNoise();

    @Option(names = "--photons", paramLabel = "N", order = 24,
        description = "quasars: mean number of photons per pixel, > 0. Default: 10.")
    private double m_photons = Quasars.DEFAULT.photons();

    @Option(names = "--rank", paramLabel = "q", order = 30, description = "low-rank: rank of the product. Default: 3.")
    private int m_rank = LowRank.DEFAULT.rank();

    @Option(names = "--start-rank", paramLabel = "q", order = 31,
        description = "low-rank: number of templates of the starts. Default: 4.")
    private int m_startRank = LowRank.DEFAULT.fitted();

    @Option(names = "--start-zeros", paramLabel = "p", order = 32,
        description = "low-rank: share of zeros in the starts. Default: 1/3.")
    private double m_startZeros = LowRank.DEFAULT.zeros();

    @Option(names = "--side", paramLabel = "N", order = 40,
        description = "parts: side of an image in pixels. Default: 16.")
    private int m_side = Parts.DEFAULT.side();

    @Option(names = "--parts", paramLabel = "q", order = 41, description = "parts: number of parts. Default: 8.")
    private int m_parts = Parts.DEFAULT.parts();

    @Option(names = "--probability", paramLabel = "p", order = 42,
        description = "parts: probability that an image shows a part. Default: 1/3.")
    private double m_probability = Parts.DEFAULT.probability();

    @Spec
    private CommandSpec m_spec;

    private final Console m_console;

    public SimulateCommand(final Console console) {
        m_console = console;
    }

    @Override
    public Integer call() throws IOException {
        refuseOptionsOfOtherKinds();
        final OutputFolder out = new OutputFolder(m_out, "--out");
        final Simulation simulation = simulate(out);
        if (simulation.background() != null) {
            out.with("background-variances.npy",
                o -> NpyWriter.write(o, simulation.backgroundVariances(), m_orientation));
        }
        out.with("data.npy", o -> NpyWriter.write(o, simulation.x(), m_orientation))
            .with("weights.npy", o -> NpyWriter.write(o, simulation.v(), m_orientation))
            .with("truth.npy", o -> NpyWriter.write(o, simulation.truth(), m_orientation))
            .with("templates.npy", o -> NpyWriter.write(o, simulation.templates(), m_orientation))
            .with("coefficients.npy", o -> NpyWriter.write(o, simulation.coefficients(), m_orientation))
            .write(Index.SUMMARY, summary(simulation));
        m_console.line(simulation.count() + " observations of " + simulation.pixels() + " pixels, results in " + m_out);
        return 0;
    }

    private void refuseOptionsOfOtherKinds() {
        for (final OptionSpec given : m_spec.commandLine().getParseResult().matchedOptions()) {
            final List<String> takers = Arrays.stream(SimulationKind.values())
                .filter(k -> k.options().contains(given.longestName())).map(SimulationKind::id).toList();
            if (!takers.isEmpty() && !takers.contains(m_kind.id())) {
                throw new IllegalArgumentException(given.longestName() + " is an option of --kind "
                    + String.join(" and ", takers) + ", not of " + m_kind.id());
            }
        }
    }

    private Simulation simulate(final OutputFolder out) {
        return switch (m_kind) {
            case DOUBLET -> {
                final Doublet d = Doublet.DEFAULT;
                final Range noise = m_noise == null ? new Range(d.lowestNoise(), d.highestNoise()) : m_noise;
                yield new Doublet(or(m_pixels, d.pixels()), or(m_exposures, d.exposures()), m_amplitude, m_ratio.low(),
                    m_ratio.high(), noise.low(), noise.high(), m_draw).simulate(m_seed);
            }
            case QUASARS -> {
                final Quasars.Spectra spectra = new Quasars(or(m_exposures, Quasars.DEFAULT.exposures()), m_step,
                    m_redshift.low(), m_redshift.high(), m_templates, m_signalToNoise, m_photons).simulate(m_seed);
                out.with("wavelengths.npy",
                    o -> NpyWriter.write(o, new double[][]{spectra.wavelengths()}, m_orientation));
                out.with("redshifts.npy", o -> NpyWriter.write(o, spectra.redshifts(), spectra.redshifts().length, 1,
                    m_orientation));
                yield spectra.simulation();
            }
            case LOW_RANK -> {
                final LowRank d = LowRank.DEFAULT;
                final LowRank.Product product = new LowRank(or(m_exposures, d.observations()),
                    or(m_pixels, d.pixels()), m_rank, m_startRank, m_startZeros, noise(d.noise())).simulate(m_seed);
                out.with("start-templates.npy", o -> NpyWriter.write(o, product.startTemplates(), m_orientation));
                out.with("start-coefficients.npy", o -> NpyWriter.write(o, product.startCoefficients(), m_orientation));
                yield product.simulation();
            }
            case PARTS -> new Parts(or(m_exposures, Parts.DEFAULT.images()), m_side, m_parts, m_probability,
                noise(Parts.DEFAULT.noise())).simulate(m_seed);
        };
    }

    private static int or(final @Nullable Integer given, final int standard) {
        return given == null ? standard : given;
    }

    private double noise(final double standard) {
        if (m_noise == null) {
            return standard;
        }
        if (m_noise.low() != m_noise.high()) {
            throw new IllegalArgumentException("--noise takes a range only for --kind doublet; give one number");
        }
        return m_noise.low();
    }

    private Map<String, Object> summary(final Simulation simulation) {
        long negative = 0;
        long missing = 0;
        for (final double[] observation : simulation.x()) {
            for (final double value : observation) {
                negative += value < 0 ? 1 : 0;
                missing += Double.isNaN(value) ? 1 : 0;
            }
        }
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "simulate");
        summary.put("kind", m_kind.id());
        summary.put("seed", m_seed);
        summary.put("observations", simulation.count());
        summary.put("pixels", simulation.pixels());
        summary.put("rank", simulation.templates().length);
        summary.put("negative_entries", negative);
        summary.put("missing_entries", missing);
        final Map<String, Object> given = new LinkedHashMap<>();
        m_spec.commandLine().getParseResult().matchedOptions()
            .forEach(o -> given.put(o.longestName().substring(2), String.join(" ", o.originalStringValues())));
        summary.put("options", given);
        return summary;
    }

    /**
     * A range of numbers.
     *
     * @param low its lower end
     * @param high its upper end
     */
    record Range(double low, double high) {
    }

    /** Reads a range, or a single number for both ends. */
    static final class RangeConverter implements ITypeConverter<Range> {
        @Override
        public Range convert(final String text) {
            final int comma = text.indexOf(',');
            try {
                return comma < 0 ? new Range(Double.parseDouble(text), Double.parseDouble(text))
                    : new Range(Double.parseDouble(text.substring(0, comma)),
                        Double.parseDouble(text.substring(comma + 1)));
            } catch (final NumberFormatException e) {
                throw new TypeConversionException("\"" + text + "\" is not a range such as 0.5,2");
            }
        }
    }
}
