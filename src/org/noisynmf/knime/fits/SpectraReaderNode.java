package org.noisynmf.knime.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.FitsSpectra;
import org.noisynmf.io.fits.FitsSpectrum;
import org.noisynmf.knime.file.FileLocation;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.spectra.SpectrumColumns;

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
            try {
                FitsSpectra.open(files(location.path()).get(0), options).close();
            } catch (final IOException e) {
                throw Messages.invalid(UNREADABLE, e);
            }
        }
        out.setOutSpec(0, SpectrumColumns.SPEC);
    }

    private static FileLocation uncertainties(final SpectraReaderParameters parameters, final FileLocation location)
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

    /** The file itself, or the FITS files of a folder without those of uncertainties beside their fluxes. */
    private static List<Path> files(final Path path) throws IOException, InvalidSettingsException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            final List<Path> files = all.filter(SpectraReaderNode::isFits)
                .filter(f -> !FitsSpectra.isUncertaintyFile(f)).sorted().toList();
            if (files.isEmpty()) {
                throw new InvalidSettingsException("The folder \"" + path + "\" has no files that end in .fits or "
                    + ".fit, perhaps followed by .gz or .fz.");
            }
            return files;
        }
    }

    private static boolean isFits(final Path file) {
        return Files.isRegularFile(file)
            && file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.fits?(\\.gz|\\.fz)?");
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
                final MaskedPixels masked = new MaskedPixels();
                read(files(file.path()), parameters.options(beside == null ? null : beside.path()), container, masked,
                    exec);
                container.close();
                out.setOutData(0, container.getTable());
                masked.warning().ifPresent(out::setWarningMessage);
            }
        } catch (final IOException e) {
            throw Messages.failure(UNREADABLE, e);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    private static void read(final List<Path> files, final FitsOptions options, final BufferedDataContainer container,
        final MaskedPixels masked, final ExecutionContext exec) throws IOException, CanceledExecutionException {
        for (int f = 0; f < files.size(); f++) {
            try (FitsSpectra spectra = FitsSpectra.open(files.get(f), options)) {
                int row = 0;
                for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                    exec.checkCanceled();
                    final String id = spectra.count() == 1 ? spectra.name() : spectra.name() + " [" + row + "]";
                    container.addRowToTable(new DefaultRow(id,
                        SpectrumColumns.cells(next.spectrum(), next.redshift().orElse(Double.NaN), next.object())));
                    masked.add(next);
                    row++;
                    exec.setProgress((f + (double)row / spectra.count()) / files.size(), () -> "Reading " + id);
                }
            }
        }
    }

    /** Counts what masks take out, so that nothing is lost unsaid. */
    private static final class MaskedPixels {

        private long m_spectra;

        private long m_masked;

        private long m_measured;

        private long m_maskedSpectra;

        private long m_lost;

        void add(final FitsSpectrum read) {
            final Spectrum spectrum = read.spectrum();
            final long left = IntStream.range(0, spectrum.pixels()).filter(spectrum::isMeasured).count();
            m_spectra++;
            m_masked += read.masked();
            m_measured += left + read.masked();
            m_maskedSpectra += read.masked() > 0 ? 1 : 0;
            m_lost += read.masked() > 0 && left == 0 ? 1 : 0;
        }

        Optional<String> warning() {
            return m_masked == 0 ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT,
                    "The mask took out %d of %d measured pixels, in %d of %d spectra: their inverse variance is 0, or, "
                        + "where no uncertainties are known, their flux NaN.%s",
                    m_masked, m_measured, m_maskedSpectra, m_spectra,
                    m_lost == 0 ? "" : " Spectra of which no pixel is left: " + m_lost + "."));
        }
    }
}
