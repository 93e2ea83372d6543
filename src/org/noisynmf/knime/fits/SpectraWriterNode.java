package org.noisynmf.knime.fits;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
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
import org.noisynmf.io.fits.FitsSpectraWriter;
import org.noisynmf.io.fits.RedrockTemplates;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.PixelReader;
import org.noisynmf.knime.table.spectra.PixelWavelengths;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.knime.table.spectra.WavelengthMeaning;
import org.noisynmf.knime.table.spectra.WavelengthTable;

/** Writes spectra or templates on one grid into a FITS file. */
final class SpectraWriterNode {

    private static final String DATA = "table of spectra";

    private static final String WEIGHTS = "table of inverse variances";

    /** What is lost of a pixel's width without a warning. */
    private static final double SHARE_OF_STEP = 1e-3;

    private final BufferedDataTable m_data;

    private final PixelColumns m_columns;

    private final ExecutionContext m_exec;

    private final List<String> m_ids = new ArrayList<>();

    private String m_warning = "";

    private SpectraWriterNode(final BufferedDataTable data, final PixelColumns columns, final ExecutionContext exec) {
        m_data = data;
        m_columns = columns;
        m_exec = exec;
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SpectraWriterParameters parameters = in.getParameters();
        final DataTableSpec[] specs = in.getInTableSpecs();
        final PixelColumns columns = parameters.columns(specs[0]);
        final int wavelengths = wavelengths(specs);
        for (int i = 1; i < specs.length; i++) {
            if (i != wavelengths) {
                columns.locate(specs[i], WEIGHTS);
            }
        }
        parameters.redrock();
        new TargetFile(parameters.m_location, parameters.m_overwrite);
    }

    /** The optional tables are told apart by the column that the one of wavelengths has: −1 if there is none. */
    private static int wavelengths(final DataTableSpec[] specs) throws InvalidSettingsException {
        int found = -1;
        for (int i = 1; i < specs.length; i++) {
            if (WavelengthTable.is(specs[i])) {
                found = i;
            }
        }
        if (specs.length > 2 && found < 0) {
            throw new InvalidSettingsException("Neither of the optional tables holds wavelengths: one of them "
                + "must have "
                + "a numeric column \"" + SpectrumColumns.WAVELENGTH + "\".");
        }
        return found;
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final SpectraWriterParameters parameters = in.getParameters();
        final BufferedDataTable[] tables = in.getInTables();
        final DataTableSpec[] specs = new DataTableSpec[tables.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = tables[i].getDataTableSpec();
        }
        try {
            final int wavelengths = wavelengths(specs);
            final int weights = specs.length - 1 - (wavelengths > 0 ? 1 : 0) == 0 ? -1 : wavelengths == 1 ? 2 : 1;
            final SpectraWriterNode node =
                new SpectraWriterNode(tables[0], parameters.columns(specs[0]), in.getExecutionContext());
            final BufferedDataTable weightTable = weights < 0 ? null : tables[weights];
            node.write(new TargetFile(parameters.m_location, parameters.m_overwrite), parameters.redrock(), weightTable,
                wavelengths < 0 ? null : tables[wavelengths]);
            if (!node.m_warning.isEmpty()) {
                out.setWarningMessage(node.m_warning);
            }
        } catch (final InvalidSettingsException | IllegalArgumentException e) {
            throw Messages.failure(e);
        } catch (final IOException e) {
            throw Messages.failure("The spectra cannot be written: ", e);
        }
    }

    private void write(final TargetFile target, final @Nullable RedrockTemplates redrock,
        final @Nullable BufferedDataTable weights, final @Nullable BufferedDataTable wavelengths)
        throws IOException, CanceledExecutionException, KNIMEException, InvalidSettingsException {
        final int pixels = pixels();
        final double[] axis = wavelengths == null ? ofNames() : WavelengthTable.read(wavelengths);
        if (axis != null && axis.length != pixels) {
            throw new KNIMEException("There are " + axis.length + " wavelengths, but the spectra have " + pixels
                + " pixels. Every pixel needs one.");
        }
        final WavelengthMeaning meaning = axis == null ? WavelengthMeaning.UNKNOWN : wavelengths == null
            ? WavelengthMeaning.of(m_data.getDataTableSpec().getColumnSpec(m_columns.names().get(0)))
            : WavelengthTable.meaning(wavelengths.getDataTableSpec());
        if (axis == null) {
            m_warning = "The file has no wavelengths, which the Spectra Reader and other programs need. Connect the "
                + "table of wavelengths.";
        }
        final double[] angstrom = redrock == null ? new double[0] : redrockAxis(weights, axis, meaning);
        final Path draft = target.draft();
        try {
            try (FitsSpectraWriter writer =
                new FitsSpectraWriter(new BufferedOutputStream(Files.newOutputStream(draft)))) {
                if (redrock != null) {
                    redrock.begin(writer, angstrom, m_data.size());
                } else {
                    writer.begin(FitsSpectraWriter.FLUX, pixels, m_data.size());
                }
                add(writer, m_data, DATA, pixels, x -> x, m_exec.createSubProgress(weights == null ? 1 : 0.5));
                if (weights != null) {
                    writer.begin(FitsSpectraWriter.INVERSE_VARIANCE, pixels, m_data.size());
                    add(writer, weights, WEIGHTS, pixels, v -> Double.isNaN(v) ? 0 : v, m_exec.createSubProgress(0.5));
                }
                if (redrock != null) {
                    redrock.end(writer);
                } else if (axis != null) {
                    writer.wavelengths(axis, meaning.unit(), meaning.medium());
                }
                writer.names(m_ids);
            }
            target.publish(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The wavelengths in Å; redrock knows neither uncertainties of templates nor missing pixels, and counts in vacuum. */
    private double[] redrockAxis(final @Nullable BufferedDataTable weights, final double @Nullable [] axis,
        final WavelengthMeaning meaning) throws KNIMEException, InvalidSettingsException, CanceledExecutionException {
        if (weights != null) {
            throw new KNIMEException("Templates for redrock have no inverse variances. Disconnect their table.");
        }
        if (axis == null) {
            throw new KNIMEException("Templates for redrock need wavelengths. Connect the table of wavelengths of the "
                + "Rest-Frame Aligner.");
        }
        if (meaning.medium() == Medium.AIR) {
            throw new KNIMEException("The wavelengths are in air, but those of templates for redrock must be in "
                + "vacuum. Convert the spectra before aligning them.");
        }
        final int[] positions = m_columns.locate(m_data.getDataTableSpec(), DATA);
        final PixelReader reader = new PixelReader(m_columns.form(), positions);
        final double[] values = new double[axis.length];
        try (RowCursor cursor = m_data.cursor(TableFilter.materializeCols(positions))) {
            while (cursor.canForward()) {
                m_exec.checkCanceled();
                final RowRead row = cursor.forward();
                if (reader.count(row) == values.length) {
                    reader.read(row, values, new boolean[values.length]);
                } else {
                    Arrays.fill(values, Double.NaN);
                }
                for (int i = 0; i < values.length; i++) {
                    if (!Double.isFinite(values[i])) {
                        throw new KNIMEException("Row \"" + row.getRowKey().getString() + "\" has no value at "
                            + "wavelength " + axis[i] + ", but templates for redrock must be known everywhere. Trim "
                            + "the grid in the Rest-Frame Aligner.");
                    }
                }
            }
        }
        return meaning.unit() == null ? axis : meaning.unit().to(WavelengthUnit.ANGSTROM, axis);
    }

    /** Of the first row that has any. */
    private int pixels() throws InvalidSettingsException, KNIMEException {
        final int[] positions = m_columns.locate(m_data.getDataTableSpec(), DATA);
        final PixelReader reader = new PixelReader(m_columns.form(), positions);
        try (RowCursor cursor = m_data.cursor(TableFilter.materializeCols(positions))) {
            while (cursor.canForward()) {
                final int count = reader.count(cursor.forward());
                if (count > 0) {
                    return count;
                }
            }
        }
        throw new KNIMEException("There is no spectrum to write: "
            + (m_data.size() == 0 ? "the table has no rows." : "every vector is missing or empty."));
    }

    private void add(final FitsSpectraWriter writer, final BufferedDataTable table, final String name,
        final int pixels, final DoubleUnaryOperator converted, final ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException, KNIMEException, InvalidSettingsException {
        if (table.size() != m_data.size()) {
            throw new KNIMEException("The " + name + " has " + table.size() + " rows, but there are " + m_data.size()
                + " spectra. Every spectrum needs one.");
        }
        final int[] positions = m_columns.locate(table.getDataTableSpec(), name);
        final PixelReader reader = new PixelReader(m_columns.form(), positions);
        final double[] values = new double[pixels];
        int row = 0;
        try (RowCursor cursor = table.cursor(TableFilter.materializeCols(positions))) {
            while (cursor.canForward()) {
                monitor.checkCanceled();
                final RowRead read = cursor.forward();
                checkRow(read.getRowKey().getString(), row, table, name);
                final int count = reader.count(read);
                if (count >= 0 && count != pixels) {
                    throw new KNIMEException("Row \"" + m_ids.get(row) + "\" of the " + name + " holds " + count
                        + " numbers, but " + pixels + " are expected: all must have the same length. Bring spectra of "
                        + "different wavelengths to one grid with the Rest-Frame Aligner.");
                }
                reader.read(read, values, new boolean[pixels]);
                for (int i = 0; i < pixels; i++) {
                    values[i] = converted.applyAsDouble(values[i]);
                }
                writer.add(values);
                row++;
                final int written = row;
                monitor.setProgress((double)row / table.size(), () -> "Writing row " + written);
            }
        }
    }

    private void checkRow(final String id, final int row, final BufferedDataTable table, final String name)
        throws KNIMEException {
        if (table == m_data) {
            m_ids.add(id);
        } else if (!m_ids.get(row).equals(id)) {
            throw new KNIMEException("Row " + row + " (from 0) of the " + name + " is \"" + id + "\", but that of the "
                + DATA + " is \"" + m_ids.get(row) + "\". Both must have the same rows in the same order.");
        }
    }

    /** Wavelengths from the properties or the names of the columns, as the Rest-Frame Aligner gives them; null if they are none. */
    private double @Nullable [] ofNames() {
        if (m_columns.isVector()) {
            return null;
        }
        final double[] known = PixelWavelengths.of(m_data.getDataTableSpec(), m_columns.names());
        if (known != null) {
            return known;
        }
        final double[] wavelengths = new double[m_columns.names().size()];
        try {
            for (int i = 0; i < wavelengths.length; i++) {
                wavelengths[i] = Double.parseDouble(m_columns.names().get(i));
                if (!(wavelengths[i] > (i == 0 ? 0 : wavelengths[i - 1]))) {
                    return null;
                }
            }
            warnOfRounding(wavelengths);
            return wavelengths;
        } catch (final NumberFormatException e) {
            return null;
        }
    }

    /** Names of columns may have lost digits: half a unit of the last one, measured in steps between the pixels. */
    private void warnOfRounding(final double[] wavelengths) {
        double worst = 0;
        for (int i = 1; i < wavelengths.length; i++) {
            final String name = m_columns.names().get(i);
            final int point = name.indexOf('.');
            final boolean plain = name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
            final double unit = plain ? Math.pow(10, point < 0 ? 0 : point + 1 - name.length()) : 0;
            worst = Math.max(worst, unit / 2 / (wavelengths[i] - wavelengths[i - 1]));
        }
        if (worst > SHARE_OF_STEP && !isRegular(wavelengths)) {
            m_warning = String.format(Locale.ROOT, "The wavelengths written are the names of the columns, which may be "
                + "rounded by up to %.2g of a pixel. Connect the table of wavelengths to write all digits.", worst);
        }
    }

    /** Equal steps between short numbers are meant so. */
    private static boolean isRegular(final double[] wavelengths) {
        final double step =
            (wavelengths[wavelengths.length - 1] - wavelengths[0]) / Math.max(1, wavelengths.length - 1);
        for (int i = 1; i < wavelengths.length; i++) {
            if (Math.abs(wavelengths[i] - wavelengths[i - 1] - step) > 1e-9 * step) {
                return false;
            }
        }
        return true;
    }
}
