package org.noisynmf.knime.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.redshift.RedshiftFit;
import org.noisynmf.engine.redshift.RedshiftMinimum;
import org.noisynmf.engine.redshift.RedshiftScan;
import org.noisynmf.engine.redshift.RedshiftSettings;
import org.noisynmf.engine.redshift.shift.RestTemplates;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.knime.dialog.ImageSize;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.knime.table.spectra.SpectrumRows;
import org.noisynmf.knime.table.spectra.WavelengthMeaning;
import org.noisynmf.knime.table.spectra.WavelengthTable;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.plot.RedshiftPlot;

/** Scans the spectra of a table with the templates of a model. */
final class RedshiftScanNode {

    private static final int MODEL = 0;

    /** The input with the spectra. */
    static final int SPECTRA = 1;

    private static final int WAVELENGTHS = 2;

    /** Shares of the progress bar. */
    private static final double READING = 0.1;

    private static final double SCANNING = 0.85;

    private RedshiftScanNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final RedshiftScanParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final NmfModelPortObjectSpec model = (NmfModelPortObjectSpec)specs[MODEL];
        rows((DataTableSpec)specs[SPECTRA], parameters);
        if (specs[WAVELENGTHS] == null) {
            if (names(model).length == 0) {
                throw new InvalidSettingsException("The model does not give the wavelengths of its pixels, so the "
                    + "templates cannot be shifted. Connect the table of wavelengths of the Rest-Frame Aligner.");
            }
        } else if (!WavelengthTable.is((DataTableSpec)specs[WAVELENGTHS])) {
            throw new InvalidSettingsException("The table at the port \"Wavelengths\" has no numeric column \""
                + SpectrumColumns.WAVELENGTH + "\". Connect the fourth output of a Rest-Frame Aligner.");
        }
        out.setOutSpec(0, RedshiftTables.best(model.rank()));
        out.setOutSpec(1, RedshiftTables.minima(model.rank()));
        out.setOutSpec(2, RedshiftTables.CURVE);
        out.setOutSpec(3, ImageSize.PNG);
    }

    private static SpectrumRows rows(final DataTableSpec spec, final RedshiftScanParameters parameters)
        throws InvalidSettingsException {
        return new SpectrumRows(spec, parameters.m_wavelengths, parameters.m_flux,
            parameters.m_weighted ? parameters.m_inverseVariances : null, null);
    }

    /** Wavelengths that are names; none if these are no numbers. */
    private static double[] names(final NmfModelPortObjectSpec model) {
        return model.columns().isVector() ? new double[0] : PixelAxis.ofNames(model.columns().names()).positions();
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final RedshiftScanParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] inputs = in.getInPortObjects();
        final NmfModelPortObject model = (NmfModelPortObject)inputs[MODEL];
        final BufferedDataTable table = (BufferedDataTable)inputs[SPECTRA];
        final double[] wavelengths = inputs[WAVELENGTHS] == null ? names(model.getSpec())
            : WavelengthTable.read((BufferedDataTable)inputs[WAVELENGTHS]);
        if (wavelengths.length != model.model().pixels()) {
            throw new KNIMEException("The table at the port \"Wavelengths\" has " + wavelengths.length
                + " rows, but the model has " + model.model().pixels() + " pixels. Every pixel needs one wavelength.");
        }
        final List<String> ids = new ArrayList<>();
        final List<Spectrum> spectra = read(table, parameters, ids, exec.createSubProgress(READING));
        final int drawn = parameters.m_rowId.isBlank() ? 0 : ids.indexOf(parameters.m_rowId.trim());
        if (drawn < 0) {
            throw new KNIMEException("There is no spectrum with the row ID \"" + parameters.m_rowId
                + "\" to draw. Enter the row ID of another spectrum, or none.");
        }
        final RedshiftSettings settings = parameters.settings();
        final RedshiftScan[] scan = new RedshiftScan[1];
        final List<RedshiftFit> fits = EngineCall.of(exec.createSubProgress(SCANNING), observer -> {
            scan[0] = new RedshiftScan(new RestTemplates(wavelengths, model.model().templates()), settings);
            return scan[0].scan(spectra, j -> j == drawn, observer);
        });
        final long doubtful =
            fits.stream().filter(f -> f.minima().isEmpty() || !f.minima().get(0).warnings().isEmpty()).count();
        if (doubtful > 0) {
            out.setWarningMessage(doubtful + " of " + Counted.of(fits.size(), "redshift")
                + (doubtful == 1 ? " is" : " are") + " doubtful; the column \"Warnings\" says why.");
        }
        final int rank = model.model().rank();
        out.setOutData(0, RedshiftTables.best(ids, fits, rank, exec));
        out.setOutData(1, RedshiftTables.minima(ids, fits, rank, exec));
        out.setOutData(2, RedshiftTables.curve(settings.grid().redshifts(), fits.get(drawn).chi2(), exec));
        out.setOutData(3,
            parameters.m_image.draw(plot(ids.get(drawn), spectra.get(drawn), fits.get(drawn), scan[0], settings,
                WavelengthMeaning.of(table.getDataTableSpec().getColumnSpec(parameters.m_wavelengths)))));
    }

    private static List<Spectrum> read(final BufferedDataTable table, final RedshiftScanParameters parameters,
        final List<String> ids, final ExecutionMonitor exec) throws CanceledExecutionException, KNIMEException {
        final List<Spectrum> spectra = new ArrayList<>();
        try {
            final SpectrumRows rows = rows(table.getDataTableSpec(), parameters);
            try (RowCursor cursor = rows.cursor(table)) {
                while (cursor.canForward()) {
                    exec.checkCanceled();
                    final RowRead row = cursor.forward();
                    final String id = row.getRowKey().getString();
                    try {
                        spectra.add(rows.read(row, true).spectrum());
                    } catch (final IllegalArgumentException e) {
                        throw new KNIMEException(
                            "Row \"" + id + "\": " + e.getMessage() + ". Correct it, or leave it out.", e);
                    }
                    ids.add(id);
                    exec.setProgress((double)ids.size() / table.size(), () -> "Reading " + id);
                }
            }
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
        if (spectra.isEmpty()) {
            throw new KNIMEException("The table of spectra has no rows.");
        }
        return spectra;
    }

    private static RedshiftPlot plot(final String id, final Spectrum spectrum, final RedshiftFit fit,
        final RedshiftScan scan, final RedshiftSettings settings, final WavelengthMeaning meaning) {
        final double[] flux = spectrum.flux().clone();
        IntStream.range(0, flux.length).filter(i -> !spectrum.isMeasured(i)).forEach(i -> flux[i] = Double.NaN);
        return new RedshiftPlot(id, settings.grid().redshifts(), fit.chi2(),
            fit.minima().stream().mapToDouble(RedshiftMinimum::redshift).toArray(),
            meaning.unit() == null ? "Wavelength" : "Wavelength (" + meaning.unit().text() + ")",
            spectrum.wavelengths(), flux,
            fit.minima().isEmpty() ? new double[0] : scan.model(spectrum, fit.minima().get(0)));
    }
}
