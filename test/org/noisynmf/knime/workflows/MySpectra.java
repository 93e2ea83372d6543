package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.aligner;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.spectraReader;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;

import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.io.fits.FitsSpectraWriter;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.util.FitsOutputStream;

/** The workflow that begins with a FITS file, and that file. */
final class MySpectra {

    /** Where the spectra lie in the workflow's folder. */
    static final String FILE = "data/quasars.fits";

    /** At these redshifts every spectrum shares 180 to 333 nm with every other. */
    private static final Quasars QUASARS = new Quasars(100, 0.004, 1, 2, 3, 5, 50);

    private MySpectra() {
    }

    static WorkflowFolder workflow() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Spectra from a FITS file that travels with the workflow, brought "
            + "to the rest frame and described by a few templates.");
        final int reader = w.node(with(spectraReader(), "location", "knime://knime.workflow/" + FILE, "String"),
            COLUMN, 2 * ROW, "100 spectra with redshifts 1 to 2");
        final int aligner = w.node(with(aligner(), "step", "0.004", "double", "form", "COLUMNS", "String"), 2 * COLUMN,
            2 * ROW, "One grid in the rest frame");
        final int learner = w.node(with(learner(true), "method/rank", "3", "int"), 3 * COLUMN, 2 * ROW,
            "Three templates");
        w.connect(reader, 0, aligner, 0);
        w.connect(aligner, 0, learner, 0);
        w.connect(aligner, 1, learner, 1);
        final int templates = w.node(with(plot(), "axisTitle", "Wavelength (nm)", "String"), 4 * COLUMN, ROW,
            "Picture: the templates");
        final int spectrum = w.node(with(plot(), "plot", "OBSERVATION", "String", "axisTitle", "Wavelength (nm)",
            "String"), 4 * COLUMN, 2 * ROW, "Picture: the first spectrum as it was observed");
        w.connect(learner, 0, templates, 0);
        w.connect(aligner, 3, templates, 5);
        w.connect(learner, 0, spectrum, 0);
        for (int port = 0; port < 4; port++) {
            w.connect(aligner, port, spectrum, 2 + port);
        }
        w.note(COLUMN - 60, 0, 900, 140, """
                My spectra

                The file holds simulated quasars as observed: fluxes, inverse variances and wavelengths from 360 to \
                1000 nm, with the redshifts in a table. The aligner brings them to the rest frame, where the same \
                line is at the same pixel in all spectra; pixels that a spectrum does not cover have weight 0. In \
                the view of the learner Mg II is at 280 nm, though it was observed anywhere from 560 to 840 nm.

                Enter your own file or folder in the reader, and say in its dialog where the redshifts are. NMF Rank \
                recommends a number of templates; Spectra Writer writes them as FITS.""");
        return w;
    }

    /** @return the file: simulated spectra in the observer's frame */
    static byte[] file() throws IOException {
        return file(QUASARS.simulate(1), "Z", "REDSHIFTS");
    }

    /**
     * @param spectra simulated
     * @param column that holds their redshifts
     * @param extension its table
     * @return a FITS file with these spectra in the observer's frame
     */
    static byte[] file(final Quasars.Spectra spectra, final String column, final String extension) throws IOException {
        final Quasars.ObservedSpectra observed = spectra.observed();
        final int window = observed.wavelengths().length;
        final int count = observed.flux().length;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FitsSpectraWriter writer = new FitsSpectraWriter(bytes)) {
            writer.begin(FitsSpectraWriter.FLUX, window, count);
            for (final double[] flux : observed.flux()) {
                writer.add(flux);
            }
            writer.begin(FitsSpectraWriter.INVERSE_VARIANCE, window, count);
            for (final double[] weights : observed.weights()) {
                writer.add(weights);
            }
            writer.begin(FitsSpectraWriter.WAVELENGTH, window, 1);
            writer.add(observed.wavelengths());
            writer.names(IntStream.range(0, count).mapToObj(j -> "Quasar " + j).toList());
        }
        final BinaryTable table = new BinaryTable();
        table.addColumn(spectra.redshifts());
        final BinaryTableHDU unit = table.toHDU();
        unit.setColumnName(0, column, null);
        unit.getHeader().addValue("EXTNAME", extension, "");
        try (FitsOutputStream out = new FitsOutputStream(bytes)) {
            unit.write(out);
        }
        return bytes.toByteArray();
    }
}
