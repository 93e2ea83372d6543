package org.noisynmf.headless.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.posterior.ChainTrace;
import org.noisynmf.engine.posterior.DrawProjection;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.TemplateDraws;
import org.noisynmf.headless.output.table.CsvTables;
import org.noisynmf.headless.output.table.FactorTable;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Names;
import org.noisynmf.io.source.Orientation;

/** What a posterior leaves as files. NaN stands where nothing was observed: there the draws are those of the prior. */
public final class PosteriorFiles {

    private static final double[] PROBABILITIES = {0.025, 0.16, 0.5, 0.84, 0.975};

    private final PosteriorResult m_result;

    private final Orientation m_orientation;

    private final Names m_names;

    private final List<String> m_templateNames;

    private final int m_rank;

    private final int m_pixels;

    private final int m_count;

    /**
     * @param result what was found. Not modified.
     * @param orientation a row for each observation and template, or a column
     * @param names of observations and pixels
     * @param templateNames names of the templates, or an empty list
     */
    public PosteriorFiles(final PosteriorResult result, final Orientation orientation, final Names names,
        final List<String> templateNames) {
        m_result = result;
        m_orientation = orientation;
        m_names = names;
        m_templateNames = templateNames;
        m_rank = result.mean().rank();
        m_pixels = result.mean().pixels();
        m_count = result.mean().observations();
    }

    /** @return the probabilities for which quantiles are written */
    public static double[] probabilities() {
        return PROBABILITIES.clone();
    }

    /** @return posterior means of the templates with their names */
    public FactorTable templateTable() {
        final double[] w = m_result.templates().mean();
        return new FactorTable("template", FactorTable.templateNames(m_templateNames, m_rank),
            FactorTable.names(m_names.entries(), m_pixels),
            (k, i) -> m_result.data().pixelObserved(i) ? w[k * m_pixels + i] : Double.NaN);
    }

    /** @return posterior means of the coefficients, followed by their standard deviations and probabilities of 0 */
    public FactorTable coefficientTable() {
        final List<String> plain = FactorTable.templateNames(m_templateNames, m_rank);
        final List<String> names = new ArrayList<>(plain);
        plain.forEach(name -> names.add(name + " (standard deviation)"));
        plain.forEach(name -> names.add(name + " (probability of 0)"));
        final double[][] values = {m_result.coefficients().mean(), m_result.coefficients().sd(),
            m_result.coefficients().zero()};
        return new FactorTable("observation", FactorTable.names(m_names.vectors(), m_count), names,
            (j, c) -> m_result.data().observedCount(j) == 0 ? Double.NaN
                : values[c / m_rank][j * m_rank + c % m_rank]);
    }

    /**
     * @param values d × q, template k contiguous. Not modified.
     * @return a file with them
     */
    public OutputFolder.Content templates(final double[] values) {
        final Observations data = m_result.data();
        return out -> write(out, m_rank, m_pixels,
            (k, i) -> data.pixelObserved(i) ? values[k * m_pixels + i] : Double.NaN);
    }

    /**
     * @param values q × n, observation j contiguous. Not modified.
     * @return a file with them
     */
    public OutputFolder.Content coefficients(final double[] values) {
        final Observations data = m_result.data();
        return out -> write(out, m_count, m_rank,
            (j, k) -> data.observedCount(j) > 0 ? values[j * m_rank + k] : Double.NaN);
    }

    private void write(final OutputStream out, final int vectors, final int length, final NpyWriter.Entries entries)
        throws IOException {
        if (m_orientation == Orientation.ROWS) {
            NpyWriter.write(out, vectors, length, entries);
        } else {
            NpyWriter.write(out, length, vectors, (row, column) -> entries.at(column, row));
        }
    }

    /**
     * @param folder receives all but the means
     * @param quantiles those of the coefficients at {@link #probabilities()}; null = no quantiles are written
     */
    public void addTo(final OutputFolder folder, final @Nullable DrawProjection quantiles) {
        folder.with("templates-sd.npy", templates(m_result.templates().sd()))
            .with("templates-zero.npy", templates(m_result.templates().zero()))
            .with("coefficients-sd.npy", coefficients(m_result.coefficients().sd()))
            .with("coefficients-zero.npy", coefficients(m_result.coefficients().zero()));
        if (quantiles != null) {
            final double[][] ofTemplates = m_result.draws().quantiles(PROBABILITIES);
            for (int s = 0; s < PROBABILITIES.length; s++) {
                folder.with("templates-quantile-" + PROBABILITIES[s] + ".npy", templates(ofTemplates[s]))
                    .with("coefficients-quantile-" + PROBABILITIES[s] + ".npy",
                        coefficients(quantiles.quantiles()[s]));
            }
        }
        final double[] reconstruction = m_result.reconstruction();
        if (reconstruction != null) {
            // as the model W H of a fit: NaN where a factor is
            folder.with("reconstruction.npy",
                out -> write(out, m_count, m_pixels, (j, i) -> m_result.data().observedCount(j) > 0
                    && m_result.data().pixelObserved(i) ? reconstruction[j * m_pixels + i] : Double.NaN));
        }
        folder.with("template-draws.npy", this::draws).with("chains.csv", this::chains);
    }

    /** Draw after draw, q vectors each. */
    private void draws(final OutputStream out) throws IOException {
        final TemplateDraws draws = m_result.draws();
        write(out, draws.count() * m_rank, m_pixels, (v, i) -> m_result.data().pixelObserved(i)
            ? draws.w()[v / m_rank][v % m_rank * m_pixels + i] : Double.NaN);
    }

    private void chains(final OutputStream out) throws IOException {
        final CSVPrinter csv = CsvTables.printer(out);
        csv.print("chain");
        csv.print("sweep");
        csv.print("chi2");
        csv.print("noise_scale");
        for (int k = 0; k < m_rank; k++) {
            for (int l = 0; l < m_rank; l++) {
                csv.print("share_" + k + "_in_" + l);
            }
        }
        csv.println();
        for (final ChainTrace chain : m_result.traces()) {
            for (int t = 0; t < chain.sweep().length; t++) {
                csv.print(chain.chain());
                csv.print(chain.sweep()[t]);
                csv.print(CsvTables.number(chain.chi2()[t]));
                csv.print(CsvTables.number(chain.noiseScale()[t]));
                for (final double share : chain.rotation()[t]) {
                    csv.print(CsvTables.number(share));
                }
                csv.println();
            }
        }
        csv.flush();
    }
}
