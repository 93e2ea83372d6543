package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.errors.CoefficientErrors;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.SignedCoefficients;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.InputOptions;
import org.noisynmf.headless.option.MachineOptions;
import org.noisynmf.headless.option.OutputOptions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.headless.output.table.CsvTables;
import org.noisynmf.headless.output.table.FactorTable;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Names;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Projects a file of observations onto given templates. */
@Command(name = "project", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {
        "Projects data onto given templates: for each observation the exact minimum of χ² over coefficients ≥ 0.",
        "",
        "Writes coefficients (npy and csv), chi2.csv (observation, chi2, degrees_of_freedom) and summary.json. Observations "
            + "without any weight get NaN.",
        ""},
    footer = {"", "Examples:",
        "  noisynmf project --data new.npy --templates fit/templates.npy --out projected",
        "  noisynmf project --data new.csv --header --labels --weights sigma.csv --weights-are standard-deviation"
            + " --templates fit/templates.csv --covariances --out projected"})
public final class ProjectCommand extends DataCommand {

    @Mixin
    private MachineOptions m_machine;

    @Option(names = "--templates", required = true, paramLabel = "FILE", order = 9,
        description = "The templates W, ≥ 0.")
    private Path m_templates;

    @Mixin
    private OutputOptions m_output;

    @Option(names = "--covariances", order = 11,
        description = "Also write coefficients-sd.npy (standard errors, also of coefficients that are 0), "
            + "coefficients-signed.npy (estimates that may be negative; both are also columns of coefficients.csv) "
            + "and covariances.npy (for each observation the upper triangle of the covariance of its coefficients, "
            + "packed by rows, NaN for coefficients that are 0). Needs weights that are inverse variances.")
    private boolean m_covariances;

    @Option(names = "--template-draws", paramLabel = "FILE", order = 12,
        description = "template-draws.npy of the posterior or errors command that gave the templates: also write "
            + "coefficients-total-sd.npy (standard errors that contain the uncertainty of the templates) and "
            + "coefficients-template-sd.npy (its share); both are also columns of coefficients.csv. Includes "
            + "--covariances.")
    private @Nullable Path m_draws;

    @Option(names = "--template-jackknife", paramLabel = "FILE", order = 13,
        description = "The same with template-jackknife.npy of the errors command.")
    private @Nullable Path m_jackknife;

    @Option(names = "--reconstruction", order = 14,
        description = "Also write reconstruction.npy, the model W H.")
    private boolean m_reconstruction;

    public ProjectCommand(final Console console) {
        super(console);
    }

    @Override
    int work(final DataCache cache, final Progress progress) throws IOException {
        final OutputFolder out = m_output.folder();
        final InputFiles inputs = inputs(cache);
        final boolean covariances = m_covariances || m_draws != null || m_jackknife != null;
        final ProjectionSettings settings =
            m_machine.projectionSettings(covariances).withPhotonNoise(m_input.photonNoise());
        final Vectors templates = m_input.readTemplates(m_templates);
        m_input.alignTo(templates);
        final ObservationsReader.Named read = read(cache, inputs, SeparableWeights.NONE, progress);
        final Observations data = read.observations();
        final double[] w = InputOptions.templatesFor(templates, read).values();
        final TemplateSets sets = sets(templates, read);

        final long start = System.nanoTime();
        final Projection projection = Nmf.project(data, w, settings, progress);
        final CoefficientErrors errors =
            sets == null ? null : CoefficientErrors.of(projection, sets, settings, progress);
        final double seconds = (System.nanoTime() - start) * 1e-9;

        final List<String> warnings = Stream.concat(read.warnings().stream(), projection.warnings().stream()).toList();
        final Factors f = projection.factors();
        m_output.with(out, "coefficients",
            FactorTable.coefficients(f, read.names().vectors(), templates.names().vectors(), projection.signed(),
                errors),
            o -> NpyWriter.write(o, f.h(), f.observations(), f.rank(), m_input.orientation), m_input.orientation);
        out.with("chi2.csv", o -> CsvTables.chi2(o, projection, read.names().vectors(), m_output.texts()));
        final SignedCoefficients signed = projection.signed();
        final double[] packed = projection.covariances();
        if (signed != null && packed != null) {
            final int size = f.rank() * (f.rank() + 1) / 2;
            out.with("covariances.npy",
                o -> NpyWriter.write(o, packed, f.observations(), size, m_input.orientation))
                .with("coefficients-sd.npy", o -> NpyWriter.write(o, signed.errors(), f.observations(),
                    f.rank(), m_input.orientation))
                .with("coefficients-signed.npy", o -> NpyWriter.write(o, signed.estimates(),
                    f.observations(), f.rank(), m_input.orientation));
        }
        if (errors != null) {
            out.with("coefficients-total-sd.npy", o -> NpyWriter.write(o, errors.total(), f.observations(), f.rank(),
                m_input.orientation))
                .with("coefficients-template-sd.npy", o -> NpyWriter.write(o, errors.fromTemplates(),
                    f.observations(), f.rank(), m_input.orientation));
        }
        if (m_reconstruction) {
            out.with("reconstruction.npy", o -> NpyWriter.write(o, f, m_input.orientation));
        }
        m_output.with(out, m_input.aligned());
        return finish(out, m_output.out,
            m_output.provenance(m_input, Summaries.projection(projection, data, warnings, seconds, inputs)), warnings,
            Counted.of(f.observations(), "observation")
                + " projected onto " + Counted.of(f.rank(), "template") + ", results in " + m_output.out);
    }

    /** Draw after draw, q vectors each. */
    private @Nullable TemplateSets sets(final Vectors templates, final ObservationsReader.Named data)
        throws IOException {
        if (m_draws != null && m_jackknife != null) {
            throw new IllegalArgumentException("Give --template-draws or --template-jackknife, not both");
        }
        final Path file = m_draws != null ? m_draws : m_jackknife;
        if (file == null) {
            return null;
        }
        final Vectors all = m_input.readTemplates(file);
        final int q = templates.count();
        final int pixels = templates.length();
        if (all.count() % q != 0 || all.length() != pixels) {
            throw new IllegalArgumentException(file + " holds " + all.count() + " vectors of " + all.length()
                + " pixels, but sets of " + q + " templates of " + pixels + " pixels are needed");
        }
        // the sets have no names: their pixels lie as those of the templates
        final double[] values = InputOptions.templatesFor(new Vectors(all.file(), all.count(), pixels, all.values(),
            new Names(List.of(), templates.names().entries())), data).values();
        final double[][] w = new double[all.count() / q][];
        Arrays.setAll(w, s -> Arrays.copyOfRange(values, s * q * pixels, (s + 1) * q * pixels));
        return m_draws != null ? TemplateSets.drawn(pixels, q, w) : TemplateSets.jackknife(pixels, q, w);
    }
}
