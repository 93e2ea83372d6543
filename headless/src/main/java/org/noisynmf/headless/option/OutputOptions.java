package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.noisynmf.headless.option.spectra.SpectraOptions;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.table.CsvTexts;
import org.noisynmf.headless.output.table.FactorTable;
import org.noisynmf.headless.output.table.FitsTables;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Orientation;

import picocli.CommandLine.Option;

/** Options that say where results go, and as what. */
public final class OutputOptions {

    @Option(names = "--out", required = true, paramLabel = "DIR", order = 10,
        description = "Folder for the results. May exist; files of the same names are replaced, and only on success.")
    public Path out;

    @Option(names = "--format", paramLabel = "TYPE", split = ",", order = 11, defaultValue = "npy,csv",
        completionCandidates = Choices.Formats.class,
        description = "Formats of templates and coefficients, one or several of ${COMPLETION-CANDIDATES}. csv has the "
            + "names of rows and columns; fits also wavelengths (if pixels are named by them), units, version, "
            + "settings and checksums of the inputs. Default: ${DEFAULT-VALUE}.")
    List<FactorFormat> formats;

    @Option(names = "--escape-formulas", negatable = true, defaultValue = "true", fallbackValue = "true", order = 12,
        description = "Write an apostrophe before names in CSV files that a spreadsheet would execute: those that "
            + "begin with =, +, - or @ and are not numbers. Default: yes.")
    boolean escapeFormulas;

    private SpectraOptions.@Nullable Aligned m_aligned;

    private Map<String, Object> m_summary = Map.of();

    /**
     * Says where the factors come from, before they are written.
     *
     * @param input how data were read
     * @param summary what summary.json says. Modified.
     * @return the summary
     */
    public Map<String, Object> provenance(final InputOptions input, final Map<String, Object> summary) {
        m_aligned = input.aligned();
        input.addTo(summary);
        m_summary = summary;
        return summary;
    }

    /**
     * @param folder receives what is known of spectra that were brought to a grid
     * @param aligned what FITS files gave, or null
     */
    public void with(final OutputFolder folder, final SpectraOptions.@Nullable Aligned aligned) {
        if (aligned != null) {
            folder.with("spectra.csv", o -> aligned.write(o, texts()))
                .with("wavelengths.npy", o -> NpyWriter.write(o, aligned.wavelengths(), 1, aligned.wavelengths().length,
                    Orientation.COLUMNS));
        }
    }

    public OutputFolder folder() throws IOException {
        return new OutputFolder(out, "--out");
    }

    public CsvTexts texts() {
        return escapeFormulas ? CsvTexts.ESCAPED : CsvTexts.PLAIN;
    }

    /**
     * @param folder receives the files of a factor
     * @param name their name without its end
     * @param table the factor
     * @param npy what the npy file holds
     */
    public void with(final OutputFolder folder, final String name, final FactorTable table,
        final OutputFolder.Content npy,
        final Orientation orientation) {
        if (formats.contains(FactorFormat.NPY)) {
            folder.with(name + ".npy", npy);
        }
        if (formats.contains(FactorFormat.CSV)) {
            folder.with(name + ".csv", o -> table.write(o, orientation, texts()));
        }
        if (formats.contains(FactorFormat.FITS)) {
            folder.with(name + ".fits", o -> FitsTables.write(o, table, m_aligned == null ? null : m_aligned.unit(),
                m_aligned == null ? null : m_aligned.medium(), m_summary));
        }
    }
}
