package org.noisynmf.headless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.io.NpyWriter;
import org.noisynmf.io.Orientation;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Simulates noisy exposures with known truth. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {"Simulates noisy exposures of two lines whose amplitudes A and r A vary: the doublet of Green and "
        + "Bailey (2024), eq. 4 to 6.",
        "", "Writes data.npy, weights.npy (inverse variances), truth.npy, templates.npy, coefficients.npy and summary.json.",
        ""})
final class SimulateCommand implements Callable<Integer> {

    private static final String RANGE = "LOW,HIGH";

    @Option(names = "--out", required = true, paramLabel = "DIR", order = 1,
        description = "Folder for the results. May exist; files of the same names are replaced, and only on success.")
    private Path m_out;

    @Option(names = "--observations", paramLabel = "WAY", defaultValue = "rows", order = 2,
        completionCandidates = Choices.Orientations.class,
        description = "Which way exposures lie in the files: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Orientation m_orientation;

    @Option(names = "--exposures", paramLabel = "n", order = 3, description = "Number of exposures. Default: 500.")
    private int m_exposures = Doublet.DEFAULT.exposures();

    @Option(names = "--pixels", paramLabel = "d", order = 4, description = "Pixels of an exposure, ≥ 10. Default: 510.")
    private int m_pixels = Doublet.DEFAULT.pixels();

    @Option(names = "--amplitude", paramLabel = "A", order = 5,
        description = "Peak of the first line in photons, > 0. Default: 40.")
    private double m_amplitude = Doublet.DEFAULT.amplitude();

    @Option(names = "--ratio", paramLabel = RANGE, order = 6, converter = RangeConverter.class,
        description = "Range of r, the peak of the second line over that of the first, uniform. Default: 0.5,2.")
    private Range m_ratio = new Range(Doublet.DEFAULT.lowestRatio(), Doublet.DEFAULT.highestRatio());

    @Option(names = "--noise", paramLabel = RANGE, order = 7, converter = RangeConverter.class,
        description = "Range of the standard deviation σ of an exposure's noise. Default: 10,15.")
    private Range m_noise = new Range(Doublet.DEFAULT.lowestNoise(), Doublet.DEFAULT.highestNoise());

    @Option(names = "--noise-draw", paramLabel = "WHAT", order = 8, completionCandidates = Choices.NoiseDraws.class,
        description = "What is uniform in that range: ${COMPLETION-CANDIDATES}. Default: sigma.")
    private NoiseDraw m_draw = Doublet.DEFAULT.draw();

    @Option(names = "--seed", paramLabel = "s", order = 9, description = "Seed of all random numbers. Default: 1.")
    private long m_seed = 1;

    private final Console m_console;

    SimulateCommand(final Console console) {
        m_console = console;
    }

    @Override
    public Integer call() throws IOException {
        final OutputFolder out = new OutputFolder(m_out, "--out");
        final Doublet doublet = new Doublet(m_pixels, m_exposures, m_amplitude, m_ratio.low(), m_ratio.high(),
            m_noise.low(), m_noise.high(), m_draw);
        final Simulation simulation = doublet.simulate(m_seed);
        out.with("data.npy", o -> NpyWriter.write(o, simulation.x(), m_orientation))
            .with("weights.npy", o -> NpyWriter.write(o, simulation.v(), m_orientation))
            .with("truth.npy", o -> NpyWriter.write(o, simulation.truth(), m_orientation))
            .with("templates.npy", o -> NpyWriter.write(o, simulation.templates(), m_orientation))
            .with("coefficients.npy", o -> NpyWriter.write(o, simulation.coefficients(), m_orientation))
            .with("summary.json", o -> Json.write(o, summary(doublet, simulation))).write();
        m_console.line(simulation.count() + " exposures of " + simulation.pixels() + " pixels, results in " + m_out);
        return 0;
    }

    private Map<String, Object> summary(final Doublet doublet, final Simulation simulation) {
        long negative = 0;
        for (final double[] exposure : simulation.x()) {
            for (final double value : exposure) {
                negative += value < 0 ? 1 : 0;
            }
        }
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "simulate");
        summary.put("observations", simulation.count());
        summary.put("pixels", simulation.pixels());
        summary.put("amplitude", doublet.amplitude());
        summary.put("ratio", new double[] {doublet.lowestRatio(), doublet.highestRatio()});
        summary.put("noise", new double[] {doublet.lowestNoise(), doublet.highestNoise()});
        summary.put("noise_draw", doublet.draw().id());
        summary.put("seed", m_seed);
        summary.put("negative_entries", negative);
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
