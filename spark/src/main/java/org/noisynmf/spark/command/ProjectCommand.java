package org.noisynmf.spark.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.noisynmf.spark.fit.Coefficients;
import org.noisynmf.spark.output.OutputFolder;
import org.noisynmf.spark.output.Results;
import org.noisynmf.spark.rows.BlockedData;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Projects a table onto templates on Spark. */
@Command(name = "project", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {"Finds the coefficients ≥ 0 of observations in Parquet on given templates, exactly.", "",
        "Writes coefficients.parquet (id, coefficients, their standard errors, chi2, dof, observed) and summary.json.",
        ""})
final class ProjectCommand implements Callable<Integer> {

    @Mixin
    private final TableOptions m_table = new TableOptions();

    @Option(names = "--templates", paramLabel = "URI", required = true, order = 20,
        description = "Templates: npy, CSV, or the Parquet that factorise writes. Pixels that are NaN in all "
            + "templates are left out.")
    private String m_templates = "";

    @Option(names = "--out", paramLabel = "URI", required = true, order = 11, description = "Folder for the results.")
    private String m_out = "";

    @Option(names = "--overwrite", order = 14, description = "Replace results in the folder.")
    private boolean m_overwrite;

    private final Console m_console;

    ProjectCommand(final Console console) {
        m_console = console;
    }

    @Override
    public Integer call() throws IOException {
        m_table.names();
        m_table.storage();
        try (Sessions.Opened opened = Sessions.open()) {
            project(opened.session());
            return 0;
        }
    }

    private void project(final SparkSession session) throws IOException {
        final OutputFolder folder = new OutputFolder(m_out, session.sparkContext().hadoopConfiguration());
        if (!m_overwrite && folder.has("summary.json")) {
            throw new IllegalArgumentException(
                m_out + " holds results already; choose another folder, or replace them with --overwrite");
        }
        final double[][] given = Sessions.templates(session, m_templates);
        final long started = System.nanoTime();
        try (BlockedData data = m_table.read(session);
            Coefficients coefficients =
                Coefficients.of(session, data, Sessions.joined(given, data.summary().pixels(), m_templates))) {
            coefficients.rows().write().mode(SaveMode.Overwrite).parquet(folder.path("coefficients.parquet"));
            final List<String> warnings = new ArrayList<>(coefficients.warnings());
            Warnings.unobserved(data, warnings);
            final Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("command", "project");
            entries.put("version", Main.version());
            entries.put("spark", session.version());
            entries.put("java", System.getProperty("java.version"));
            entries.put("rank", given.length);
            entries.put("templates", m_templates);
            entries.put("chi2", coefficients.chi2());
            entries.put("dof", data.summary().observedEntries() - coefficients.positive());
            entries.put("seconds", (System.nanoTime() - started) * 1e-9);
            entries.put("data", FactoriseCommand.describe(data, m_table));
            entries.put("warnings", warnings);
            folder.write("summary.json", out -> Results.summary(out, entries));
            warnings.forEach(w -> m_console.line("warning: %s", w));
            m_console.line("projected %d observations, χ² %.8g; written to %s", data.summary().count(),
                coefficients.chi2(), m_out);
        }
    }
}
