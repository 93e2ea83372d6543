package org.noisynmf.knime.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.FitsSpectra;
import org.noisynmf.io.fits.ReadingNotes;
import org.noisynmf.io.fits.SpectraFiles;
import org.noisynmf.knime.file.FileLocation;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.knime.table.spectra.WavelengthMeaning;

/** Reads spectra from FITS files into a table. */
final class SpectraReaderNode {

    private static final String UNREADABLE = "The spectra cannot be read: ";

    private SpectraReaderNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SpectraReaderParameters parameters = in.getParameters();
        parameters.mask();
        final FileLocation location = new FileLocation(parameters.m_location, true);
        final FileLocation uncertainties = uncertainties(parameters, location);
        if (location.isLocal() && (uncertainties == null || uncertainties.isLocal())) {
            final FitsOptions options = parameters.options(uncertainties == null ? null : uncertainties.path());
            try (FitsSpectra first = FitsSpectra.open(SpectraFiles.list(location.path()).get(0), options)) {
                out.setOutSpec(0, with(new WavelengthMeaning(first.unit(), null), SpectrumColumns.SPEC));
                return;
            } catch (final IOException e) {
                throw Messages.invalid(UNREADABLE, e);
            }
        }
        out.setOutSpec(0, SpectrumColumns.SPEC);
    }

    private static DataTableSpec with(final WavelengthMeaning meaning, final DataTableSpec spec) {
        return meaning.in(spec, spec.findColumnIndex(SpectrumColumns.WAVELENGTH));
    }

    private static @Nullable FileLocation uncertainties(final SpectraReaderParameters parameters,
        final FileLocation location)
        throws InvalidSettingsException {
        if (parameters.m_uncertaintyLocation.isBlank()) {
            return null;
        }
        if (location.isLocal() && Files.isDirectory(location.path())) {
            throw new InvalidSettingsException("A file of uncertainties is given, but \"" + parameters.m_location
                + "\" is a folder: leave the file of uncertainties empty, or read one file at a time.");
        }
        return new FileLocation(parameters.m_uncertaintyLocation);
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final SpectraReaderParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        try {
            final FileLocation location = new FileLocation(parameters.m_location, true);
            final FileLocation uncertainties = uncertainties(parameters, location);
            final BufferedDataContainer container = exec.createDataContainer(SpectrumColumns.SPEC);
            try (LocalFile file = new LocalFile(location);
                LocalFile beside = uncertainties == null ? null : new LocalFile(uncertainties)) {
                final ReadingNotes notes = new ReadingNotes();
                read(file.path(), parameters.options(beside == null ? null : beside.path()), container, notes,
                    exec);
                container.close();
                final BufferedDataTable table = container.getTable();
                out.setOutData(0,
                    exec.createSpecReplacerTable(table,
                        with(new WavelengthMeaning(notes.unit(), notes.medium()), table.getDataTableSpec())));
                notes.warning().ifPresent(out::setWarningMessage);
            }
        } catch (final IOException e) {
            throw Messages.failure(UNREADABLE, e);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    private static void read(final Path path, final FitsOptions options, final BufferedDataContainer container,
        final ReadingNotes notes, final ExecutionContext exec) throws IOException, CanceledExecutionException {
        SpectraFiles.read(path, options, notes, (id, read, done) -> {
            exec.checkCanceled();
            container.addRowToTable(new DefaultRow(id,
                SpectrumColumns.cells(read.spectrum(), read.redshift().orElse(Double.NaN), read.object())));
            exec.setProgress(done, () -> "Reading " + id);
        });
    }
}
