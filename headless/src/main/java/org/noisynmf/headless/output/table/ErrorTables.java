package org.noisynmf.headless.output.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.apache.commons.csv.CSVPrinter;
import org.noisynmf.engine.errors.Bootstrap;
import org.noisynmf.engine.errors.Displacement;
import org.noisynmf.engine.errors.ErrorEstimates;
import org.noisynmf.engine.errors.ErrorMethod;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Names;
import org.noisynmf.io.source.Orientation;

/** Errors of templates as files. */
public final class ErrorTables {

    private final ErrorEstimates m_errors;

    private final int m_rank;

    private final int m_pixels;

    private final Orientation m_orientation;

    private final List<String> m_templates;

    private final List<String> m_pixelNames;

    private final CsvTexts m_texts;

    /**
     * @param errors what was found. Not modified.
     * @param rank q
     * @param orientation a row for each template, or a column
     * @param names of observations and pixels
     * @param templates names of the templates, or an empty list
     * @param texts how names are written
     */
    public ErrorTables(final ErrorEstimates errors, final int rank, final Orientation orientation, final Names names,
        final List<String> templates, final CsvTexts texts) {
        m_errors = errors;
        m_rank = rank;
        m_pixels = errors.templates().length / rank;
        m_orientation = orientation;
        m_templates = FactorTable.templateNames(templates, rank);
        m_pixelNames = FactorTable.names(names.entries(), m_pixels);
        m_texts = texts;
    }

    /** @return the templates with their names */
    public FactorTable templates() {
        return new FactorTable("template", m_templates, m_pixelNames,
            (k, i) -> m_errors.templates()[k * m_pixels + i]);
    }

    /**
     * @param values d × q, template k contiguous. Not modified.
     * @return a file with them
     */
    public OutputFolder.Content content(final double[] values) {
        return out -> write(out, m_rank, values);
    }

    private void write(final OutputStream out, final int vectors, final double[] values) throws IOException {
        if (m_orientation == Orientation.ROWS) {
            NpyWriter.write(out, vectors, m_pixels, (v, i) -> values[v * m_pixels + i]);
        } else {
            NpyWriter.write(out, m_pixels, vectors, (i, v) -> values[v * m_pixels + i]);
        }
    }

    /**
     * @param folder receives everything but the templates
     */
    public void addTo(final OutputFolder folder) {
        folder.with("errors.csv", this::errors);
        for (final ErrorEstimates.Column column : m_errors.columns()) {
            final String name = "standard deviation".equals(column.name()) ? "sd" : column.name().replace(' ', '-');
            folder.with("templates-" + name + ".npy", content(column.values()));
        }
        final TemplateSets sets = m_errors.sets();
        if (sets != null) {
            final double[] all = new double[sets.count() * m_rank * m_pixels];
            for (int s = 0; s < sets.count(); s++) {
                for (int p = 0; p < m_rank * m_pixels; p++) {
                    all[s * m_rank * m_pixels + p] =
                        m_errors.data().pixelObserved(p % m_pixels) ? sets.w()[s][p] : Double.NaN;
                }
            }
            folder.with(m_errors.method() == ErrorMethod.JACKKNIFE ? "template-jackknife.npy" : "template-draws.npy",
                out -> write(out, sets.count() * m_rank, all));
        }
        final Bootstrap bootstrap = m_errors.bootstrap();
        if (bootstrap != null) {
            folder.with("mapping.csv", out -> mapping(out, bootstrap));
        }
        final Displacement displacement = m_errors.displacement();
        if (displacement != null) {
            folder.with("swaps.csv", out -> swaps(out, displacement));
        }
    }

    private void errors(final OutputStream out) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.print("template");
        csv.print("pixel");
        csv.print("value");
        for (final ErrorEstimates.Column column : m_errors.columns()) {
            csv.print(column.name().replace(' ', '_'));
        }
        csv.println();
        for (int p = 0; p < m_rank * m_pixels; p++) {
            csv.print(m_texts.of(m_templates.get(p / m_pixels)));
            csv.print(m_texts.of(m_pixelNames.get(p % m_pixels)));
            csv.print(field(m_errors.templates()[p]));
            for (final ErrorEstimates.Column column : m_errors.columns()) {
                csv.print(field(m_errors.data().pixelObserved(p % m_pixels) ? column.values()[p] : Double.NaN));
            }
            csv.println();
        }
        csv.flush();
    }

    private static String field(final double value) {
        return Double.isNaN(value) ? "" : CsvTables.shortNumber(value);
    }

    private void mapping(final OutputStream out, final Bootstrap bootstrap) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.print("fitted");
        for (final String template : m_templates) {
            csv.print(m_texts.of(template));
        }
        csv.print("none");
        csv.println();
        for (int k = 0; k < m_rank; k++) {
            csv.print(m_texts.of(m_templates.get(k)));
            for (final int count : bootstrap.mapping()[k]) {
                csv.print(count);
            }
            csv.println();
        }
        csv.flush();
    }

    private void swaps(final OutputStream out, final Displacement displacement) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.printRecord("level", "template", "swaps");
        for (int s = 0; s < displacement.levels().length; s++) {
            for (int k = 0; k < m_rank; k++) {
                csv.printRecord(CsvTables.shortNumber(displacement.levels()[s]), m_texts.of(m_templates.get(k)),
                    displacement.swaps()[s][k]);
            }
        }
        csv.flush();
    }
}
