package org.noisynmf.knime.spectra;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.spectra.AlignedSpectrum;
import org.noisynmf.engine.spectra.LeftOut;
import org.noisynmf.engine.spectra.Rebinning;
import org.noisynmf.engine.spectra.Renormalisation;
import org.noisynmf.engine.spectra.RestFrameGrid;
import org.noisynmf.engine.spectra.RestFrameRanges;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.TableForm;
import org.noisynmf.knime.table.spectra.PixelWavelengths;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.knime.table.spectra.SpectrumRows;
import org.noisynmf.knime.table.spectra.WavelengthMeaning;

/** Brings the spectra of a table to a common grid. The table is read row by row, once to see what it covers. */
final class AlignerNode {

    private static final DataTableSpec SPECTRA = new DataTableSpec(
        new String[]{SpectrumColumns.REDSHIFT, SpectrumColumns.SCALE, "Pixels observed"},
        new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE,
            IntCell.TYPE});

    private static final DataTableSpec WAVELENGTHS = new DataTableSpec(
        new String[]{SpectrumColumns.WAVELENGTH, "Spectra", "Summed weight"},
        new DataType[]{DoubleCell.TYPE, IntCell.TYPE, DoubleCell.TYPE});

    /** Name of the vector column. */
    private static final String PIXELS = "Pixels";

    /** Shares of the progress bar. */
    private static final double LOOKING = 0.4;

    private final AlignerParameters m_parameters;

    private final BufferedDataTable m_table;

    private final SpectrumRows m_rows;

    private final ExecutionContext m_exec;

    private final LeftOut m_leftOut = new LeftOut("Row");

    /** Without a redshift, taken to be in the rest frame. */
    private final Set<String> m_atRest = new HashSet<>();

    private String m_reference = "";

    private AlignerNode(final AlignerParameters parameters, final BufferedDataTable table, final ExecutionContext exec)
        throws InvalidSettingsException {
        m_parameters = parameters;
        m_table = table;
        m_rows = rows(table.getDataTableSpec(), parameters);
        m_exec = exec;
    }

    private static SpectrumRows rows(final DataTableSpec spec, final AlignerParameters parameters)
        throws InvalidSettingsException {
        return new SpectrumRows(spec, parameters.m_wavelengths, parameters.m_flux,
            parameters.m_weighted ? parameters.m_inverseVariances : null,
            parameters.m_redshifted ? parameters.m_redshifts : null);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final AlignerParameters parameters = in.getParameters();
        parameters.validate();
        rows(in.getInTableSpec(0), parameters);
        final RestFrameGrid grid = parameters.m_range == RangeChoice.ALL ? null
            : parameters.grid(parameters.m_lowest, parameters.m_highest).trimmed(parameters.m_trimLow,
                parameters.m_trimHigh);
        final WavelengthMeaning meaning = meaning(in.getInTableSpec(0), parameters);
        final DataTableSpec observations = parameters.m_form == TableForm.VECTOR
            ? MatrixTable.spec(PixelColumns.vector(PIXELS)) : grid == null ? null
            : named(MatrixTable.spec(PixelColumns.columns(names(grid, parameters.m_exactNames))), meaning, grid);
        if (observations != null) {
            out.setOutSpec(0, observations);
            out.setOutSpec(1, observations);
        }
        out.setOutSpec(2, SPECTRA);
        out.setOutSpec(3, meaning.in(WAVELENGTHS, 0));
    }

    private static WavelengthMeaning meaning(final DataTableSpec spec, final AlignerParameters parameters) {
        return WavelengthMeaning.of(spec.getColumnSpec(parameters.m_wavelengths));
    }

    /** Where names are wavelengths, the columns know all digits, and the first one what all of them are. */
    private static DataTableSpec named(final DataTableSpec spec, final WavelengthMeaning meaning,
        final RestFrameGrid grid) {
        return meaning.in(PixelWavelengths.in(spec,
            IntStream.range(0, grid.pixels()).mapToDouble(grid::wavelength).toArray()), 0);
    }

    private BufferedDataTable named(final BufferedDataTable table, final PixelColumns pixels,
        final WavelengthMeaning meaning, final RestFrameGrid grid) {
        return pixels.isVector() ? table
            : m_exec.createSpecReplacerTable(table, named(table.getDataTableSpec(), meaning, grid));
    }

    /** Wavelengths with all digits, or with as many as tell neighbours apart. */
    private static List<String> names(final RestFrameGrid grid, final boolean exact) {
        if (exact) {
            return IntStream.range(0, grid.pixels()).mapToObj(i -> Double.toString(grid.wavelength(i))).toList();
        }
        final int digits = (int)Math.max(0,
            Math.ceil(-Math.log10(grid.wavelength(0) * (Math.pow(10, grid.step()) - 1))) + 1);
        return IntStream.range(0, grid.pixels())
            .mapToObj(i -> String.format(Locale.ROOT, "%." + digits + "f", grid.wavelength(i))).toList();
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final AlignerParameters parameters = in.getParameters();
        try {
            final AlignerNode node =
                new AlignerNode(parameters, in.getInTable(0), in.getExecutionContext());
            out.setOutData(node.align());
            node.warning().ifPresent(out::setWarningMessage);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    private Optional<String> warning() {
        final StringBuilder warning = new StringBuilder();
        if (m_leftOut.count() > 0) {
            warning.append(m_leftOut.count() + " of " + m_table.size()
                + " spectra could not be aligned and were left out. " + m_leftOut.reasons() + ". The first: "
                + m_leftOut.first());
        }
        if (!m_atRest.isEmpty()) {
            warning.append(" Without a redshift, and taken to be in the rest frame: ").append(m_atRest.size())
                .append(m_atRest.size() == 1 ? " spectrum (\"" + m_atRest.iterator().next() + "\")." : " spectra.");
        }
        return warning.isEmpty() ? Optional.empty() : Optional.of(warning.toString().trim());
    }

    private BufferedDataTable[] align() throws KNIMEException, CanceledExecutionException {
        final List<String> ids = new ArrayList<>();
        final RestFrameRanges ranges = look(ids);
        if (ids.isEmpty()) {
            throw new KNIMEException("There is no spectrum to align"
                + (m_leftOut.count() == 0 ? ": the table has no rows."
                    : ". " + m_leftOut.allReasons() + ". The first: " + m_leftOut.first()));
        }
        final Rebinning rebinning;
        final RestFrameGrid grid;
        try {
            final boolean all = m_parameters.m_range == RangeChoice.ALL;
            grid = m_parameters.grid(all ? ranges.lowest() : m_parameters.m_lowest,
                all ? ranges.highest() : m_parameters.m_highest)
                .trimmed(m_parameters.m_trimLow, m_parameters.m_trimHigh);
            rebinning = new Rebinning(grid, m_parameters.m_coverage);
        } catch (final IllegalArgumentException e) {
            throw Messages.failure(e);
        }
        final Renormalisation renormalisation =
            m_parameters.m_renormalise ? reference(ids, ranges, rebinning) : null;
        return write(grid, rebinning, renormalisation);
    }

    /** What the spectra cover; those that can be used are listed. */
    private RestFrameRanges look(final List<String> ids) throws KNIMEException, CanceledExecutionException {
        final RestFrameRanges ranges = new RestFrameRanges();
        final ExecutionMonitor monitor = m_exec.createSubProgress(LOOKING);
        long rows = 0;
        try (RowCursor cursor = m_rows.cursor(m_table)) {
            while (cursor.canForward()) {
                monitor.checkCanceled();
                final RowRead row = cursor.forward();
                final String id = row.getRowKey().getString();
                try {
                    final SpectrumRows.Observed observed = read(row);
                    final List<Integer> measured = SpectrumRows.measured(observed.spectrum());
                    ranges.add(observed.spectrum().wavelengths()[measured.get(0)],
                        observed.spectrum().wavelengths()[measured.get(1)], observed.z());
                    ids.add(id);
                } catch (final IllegalArgumentException e) {
                    leaveOut(id, e);
                }
                rows++;
                monitor.setProgress((double)rows / m_table.size(), () -> "Looking at " + id);
            }
        }
        return ranges;
    }

    /** A reference without a redshift is one of the rest frame: a template, or a spectrum that was shifted before. */
    private SpectrumRows.Observed read(final RowRead row) {
        final String id = row.getRowKey().getString();
        final boolean atRest = m_parameters.m_restFrame || id.equals(m_parameters.reference());
        final SpectrumRows.Observed observed = m_rows.read(row, atRest);
        if (m_rows.lacksRedshift(row)) {
            m_atRest.add(id);
        }
        return observed;
    }

    private void leaveOut(final String id, final IllegalArgumentException problem) throws KNIMEException {
        final String reason =
            problem.getMessage() + (m_reference.isEmpty() ? "" : " (reference \"" + m_reference + "\")");
        if (!m_parameters.m_leaveOut) {
            final String message = "Row \"" + id + "\": " + reason + ".";
            throw new KNIMEException(
                message + " Correct it, or switch on \"Leave out spectra that cannot be aligned\".",
                problem);
        }
        m_leftOut.add(id, reason);
    }

    private Renormalisation reference(final List<String> ids, final RestFrameRanges ranges, final Rebinning rebinning)
        throws KNIMEException, CanceledExecutionException {
        final String given = m_parameters.reference();
        if (!given.isEmpty() && !ids.contains(given)) {
            throw new KNIMEException("The reference \"" + given + "\" is "
                + (m_leftOut.contains(given) ? "a spectrum that cannot be aligned: " + m_leftOut.reason(given)
                    : "not a row ID of the table")
                + ". Enter the row ID of another spectrum, or none.");
        }
        m_reference = given.isEmpty() ? ids.get(ranges.mostShared()) : given;
        try (RowCursor cursor = m_rows.cursor(m_table)) {
            while (true) {
                m_exec.checkCanceled();
                final RowRead row = cursor.forward();
                if (row.getRowKey().getString().equals(m_reference)) {
                    final SpectrumRows.Observed observed = read(row);
                    return new Renormalisation(rebinning.align(observed.spectrum(), observed.z()),
                        m_parameters.m_fewest);
                }
            }
        }
    }

    private BufferedDataTable[] write(final RestFrameGrid grid, final Rebinning rebinning,
        final @Nullable Renormalisation renormalisation) throws KNIMEException, CanceledExecutionException {
        final PixelColumns pixels = MatrixTable.knownColumns(m_parameters.m_form, PIXELS,
            names(grid, m_parameters.m_exactNames));
        final MatrixTable fluxes = new MatrixTable(pixels, m_exec);
        final MatrixTable weights = new MatrixTable(pixels, m_exec);
        final BufferedDataContainer spectra = m_exec.createDataContainer(SPECTRA);
        final int[] counts = new int[grid.pixels()];
        final double[] sums = new double[grid.pixels()];
        final ExecutionMonitor monitor = m_exec.createSubProgress(1 - LOOKING);
        long rows = 0;
        try (RowCursor cursor = m_rows.cursor(m_table)) {
            while (cursor.canForward()) {
                monitor.checkCanceled();
                final RowRead row = cursor.forward();
                final String id = row.getRowKey().getString();
                rows++;
                final double progress = (double)rows / m_table.size();
                monitor.setProgress(progress, () -> "Aligning " + id);
                if (m_leftOut.contains(id)) {
                    continue;
                }
                final SpectrumRows.Observed observed = read(row);
                final AlignedSpectrum rest = rebinning.align(observed.spectrum(), observed.z());
                final double scale;
                try {
                    scale = renormalisation == null ? 1 : renormalisation.scale(rest);
                } catch (final IllegalArgumentException e) {
                    leaveOut(id, e);
                    continue;
                }
                final AlignedSpectrum aligned = rest.scaled(scale);
                fluxes.add(id, aligned.flux(), 0, counts.length);
                weights.add(id, aligned.weights(), 0, counts.length);
                spectra.addRowToTable(new DefaultRow(id, new DoubleCell(observed.z()),
                    new DoubleCell(scale * (1 + observed.z())), new IntCell(aligned.observed())));
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += aligned.weights()[i] > 0 ? 1 : 0;
                    sums[i] += aligned.weights()[i];
                }
            }
        }
        spectra.close();
        if (spectra.size() == 0) {
            throw new KNIMEException("No spectrum is left to align with the reference \"" + m_reference + "\". "
                + m_leftOut.allReasons()
                + ". Choose another reference, lower the fewest common pixels, or switch off the "
                + "renormalisation.");
        }
        final WavelengthMeaning meaning = meaning(m_table.getDataTableSpec(), m_parameters);
        return new BufferedDataTable[]{named(fluxes.finish(), pixels, meaning, grid),
            named(weights.finish(), pixels, meaning, grid), spectra.getTable(),
            wavelengths(grid, counts, sums, meaning)};
    }

    private BufferedDataTable wavelengths(final RestFrameGrid grid, final int[] counts, final double[] sums,
        final WavelengthMeaning meaning) {
        final BufferedDataContainer container = m_exec.createDataContainer(meaning.in(WAVELENGTHS, 0));
        for (int i = 0; i < counts.length; i++) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)i), new DoubleCell(grid.wavelength(i)),
                new IntCell(counts[i]), new DoubleCell(sums[i])));
        }
        container.close();
        return container.getTable();
    }
}
