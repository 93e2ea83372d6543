package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.headless.option.InputOptions;
import org.noisynmf.headless.option.ReportOptions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Report;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.headless.output.fit.FitView;
import org.noisynmf.headless.output.fit.StoredFit;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.io.source.Names;
import org.noisynmf.view.FactorisationView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a fit that was made before. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {
        "Draws the results of factorise or project in a folder: report.html, a page that needs nothing else, and "
            + "templates and convergence as PNG and SVG. With the data it also shows observations with their "
            + "residuals.",
        ""},
    footer = {"", "Examples:",
        "  noisynmf report fit",
        "  noisynmf report fit --data X.npy --weights V.npy --plots 5 --out pictures"})
public final class ReportCommand extends FileCommand {

    @Parameters(paramLabel = "FIT", description = "The folder with the results of factorise or project.")
    private Path m_fit;

    @Mixin
    private InputOptions m_input;

    @Option(names = "--templates", paramLabel = "FILE", order = 10,
        description = "The templates of a projection, which are not among its results.")
    private @Nullable Path m_templates;

    @Option(names = "--plots", paramLabel = "N", defaultValue = "0", order = 11,
        description = "With --data: also draw the first N of the observations on the page as PNG and SVG. Default: "
            + "none.")
    private int m_plots;

    @Option(names = "--out", paramLabel = "DIR", order = 12,
        description = "Folder for page and pictures. Default: report in the folder of the fit.")
    private @Nullable Path m_out;

    @Mixin
    private ReportOptions.Titles m_titles;

    public ReportCommand(final Console console) {
        super(console);
    }

    /**
     * Data may be left out here.
     *
     * @param spec of this command. Modified.
     */
    public static void withoutData(final CommandSpec spec) {
        final OptionSpec data = spec.findOption("--data");
        spec.remove(data);
        spec.addOption(OptionSpec.builder(data).required(false).build());
    }

    @Override
    int work(final Progress progress) throws IOException {
        if (m_plots < 0 || m_plots > 0 && !m_input.hasData()) {
            throw new IllegalArgumentException(m_plots < 0 ? "--plots is " + m_plots + ", but must be 0 or more"
                : "--plots draws observations, so it needs the file --data");
        }
        final Path folder = m_out == null ? m_fit.resolve("report") : m_out;
        if (folder.toAbsolutePath().normalize().equals(m_fit.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException(
                "--out " + folder + " is the folder of the fit, whose summary.json would be "
                    + "replaced; name another one, or none for " + m_fit.resolve("report"));
        }
        final OutputFolder out = new OutputFolder(folder, "--out");
        final StoredFit fit = StoredFit.read(m_fit, m_templates);
        stage(
            "read: " + fit.factors().rank() + " templates and " + fit.factors().observations() + " coefficients");
        final InputFiles inputs = inputs();
        final ObservationsReader.Named data = !m_input.hasData() ? null : data(fit, progress);
        final FactorisationView view =
            FitView.of(Objects.toString(m_fit.toAbsolutePath().normalize().getFileName()),
                data == null ? fit : fit.withTemplates(InputOptions.templatesFor(templates(fit), data)),
                data == null ? null : data.observations());
        final Report report = m_titles.to(out, view.title(), fit.names());
        report.view(view, data == null ? 0 : m_plots);
        final Map<String, Object> summary = Summaries.begun("report");
        summary.put("fit", m_fit.toString());
        summary.put("inputs", inputs.summary());
        return finish(out, folder, summary, List.of(),
            "open " + folder.resolve("report.html"));
    }

    private Vectors templates(final StoredFit fit) {
        return new Vectors(m_fit.toString(), fit.factors().rank(), fit.factors().pixels(), fit.factors().w(),
            new Names(List.of(), fit.names().entries()));
    }

    /** The data, whose observations must have the order of the fit. */
    private ObservationsReader.Named data(final StoredFit fit, final Progress progress) throws IOException {
        if (fit.summary().containsKey("spectra")) {
            m_input.alignTo(templates(fit));
        }
        final ObservationsReader.Named read = m_input.readObservations(SeparableWeights.NONE, progress);
        final List<String> wanted = fit.names().vectors();
        if (read.observations().count() != fit.factors().observations()) {
            throw new IllegalArgumentException(m_input.data() + " holds " + read.observations().count()
                + " observations, but the fit in " + m_fit + " is of " + fit.factors().observations());
        }
        final int[] order =
            NameOrder.of(new NameOrder.Axis(m_fit.toString(), "observation", wanted), read.observationAxis());
        for (int j = 0; order != null && j < order.length; j++) {
            if (order[j] != j) {
                throw new IllegalArgumentException("The observations of " + m_input.data()
                    + " are in another order than those of "
                    + "the fit in " + m_fit + ": \"" + wanted.get(j) + "\" is number " + order[j] + " instead of " + j);
            }
        }
        return read;
    }
}
