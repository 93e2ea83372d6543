package org.noisynmf.knime.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noisynmf.knime.Images.colours;
import static org.noisynmf.knime.Images.image;
import static org.noisynmf.knime.Nodes.aligner;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.redshift;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.BeforeClass;
import org.junit.Test;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.knime.Tables;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.standin.NodeHost;

/** From spectra with redshifts to those of spectra without. */
public class RedshiftScanNodeTest {

    private static final int COUNT = 40;

    private static Quasars.Spectra truth;

    private static BufferedDataTable spectra;

    private static PortObject[] aligned;

    private static PortObject model;

    @BeforeClass
    public static void learn() throws Exception {
        System.setProperty("java.awt.headless", "true");
        truth = new Quasars(COUNT, 2e-3, 1, 3, 3, 8, 200).simulate(1);
        final Quasars.ObservedSpectra observed = truth.observed();
        spectra = Tables.table(SpectrumColumns.SPEC, c -> {
            for (int j = 0; j < COUNT; j++) {
                c.addRowToTable(new DefaultRow("Quasar " + j, SpectrumColumns.cells(
                    new Spectrum(observed.wavelengths(), observed.flux()[j], observed.weights()[j]),
                    truth.redshifts()[j],
                    null)));
            }
        });
        aligned = run(with(aligner(), "step", "0.002", "double", "form", "COLUMNS", "String"), spectra);
        model = run(with(learner(true), "method/rank", "3", "int"), aligned[0], aligned[1])[0];
    }

    private static NodeHost scan(final String... options) throws Exception {
        return with(with(redshift(), "highest", "4", "double", "step", "0.001", "double"), options);
    }

    /** KNIME 5.8 opens no dialog where a list asks a port for a table that is a model. */
    @Test
    public void dialogOffersTheVectorColumnsOfTheSpectra() throws Exception {
        assertThat(scan().dialogChoices(model.getSpec(), spectra.getSpec(), null).get("flux"))
            .contains(SpectrumColumns.WAVELENGTH, SpectrumColumns.FLUX, SpectrumColumns.INVERSE_VARIANCE);
    }

    @Test
    public void redshiftsAreFoundUnderTheRowIdsOfTheSpectra() throws Exception {
        final PortObject[] out = run(scan(), model, spectra, null);
        final BufferedDataTable best = (BufferedDataTable)out[0];
        assertThat(best.getDataTableSpec().getColumnNames()).containsExactly("Redshift", "Redshift error", "Chi-square",
            "Chi-square to the next", "Degrees of freedom", "Chi-square gained", "Coverage", "Warnings", "Template 0",
            "Template 1",
            "Template 2", "Template 0 (standard error)", "Template 1 (standard error)", "Template 2 (standard error)");
        final double[][] found = values(best);
        int right = 0;
        for (int j = 0; j < COUNT; j++) {
            right += Math.abs(found[j][0] - truth.redshifts()[j]) <= 0.003 * (1 + truth.redshifts()[j]) ? 1 : 0;
        }
        // templates are learnt from noise on pixels of 0.0046 (1 + z): a few may miss by more than two thirds of a pixel
        assertThat(right).isGreaterThanOrEqualTo(COUNT - 3);
        assertThat(best.size()).isEqualTo(COUNT);
        assertThat(((BufferedDataTable)out[1]).size()).isBetween((long)COUNT, 3L * COUNT);
        assertThat(((BufferedDataTable)out[2]).size()).isEqualTo(699);
        assertThat(colours(image(out[3]))).contains(0x0b63b0);
    }

    @Test
    public void wavelengthsMayStandInATableBesideVectors() throws Exception {
        final PortObject[] vectors = run(with(aligner(), "step", "0.002", "double"), spectra);
        final PortObject learnt = run(with(learner(true), "method/rank", "3", "int", "data/form", "VECTOR", "String",
            "data/vectorColumn", "Pixels", "String"), vectors[0], vectors[1])[0];
        refusedAtConfigure(scan(), learnt, spectra, null).hasMessageContaining("does not give the wavelengths");
        final double[][] named = values((BufferedDataTable)run(scan(), model, spectra, null)[0]);
        final double[][] beside = values((BufferedDataTable)run(scan(), learnt, spectra, vectors[3])[0]);
        assertThat(beside[0][0]).isEqualTo(named[0][0]);
        refusedAtConfigure(scan(), learnt, spectra, spectra).hasMessageContaining("no numeric column \"Wavelength\"");
    }

    @Test
    public void doubtsAndSpectraWithoutDataAreToldOf() throws Exception {
        final Quasars.ObservedSpectra observed = truth.observed();
        final BufferedDataTable two = Tables.table(SpectrumColumns.SPEC, c -> {
            c.addRowToTable(new DefaultRow("dark", SpectrumColumns.cells(new Spectrum(observed.wavelengths(),
                observed.flux()[0], new double[observed.wavelengths().length]), Double.NaN, null)));
            c.addRowToTable(new DefaultRow("negative", SpectrumColumns.cells(new Spectrum(observed.wavelengths(),
                Arrays.stream(observed.flux()[0]).map(x -> -x).toArray(), observed.weights()[0]), Double.NaN, null)));
        });
        final NodeHost node = scan("rowId", "negative", "String");
        final PortObject[] out = run(node, model, two, null);
        final BufferedDataTable best = (BufferedDataTable)out[0];
        assertThat(node.warning())
            .hasValueSatisfying(text -> assertThat(text).contains("2 of 2 redshifts are doubtful"));
        assertThat(((BufferedDataTable)out[2]).size()).as("the curve of the spectrum drawn").isEqualTo(699);
        final List<String> warnings = new ArrayList<>();
        try (var rows = best.iterator()) {
            while (rows.hasNext()) {
                warnings.add(rows.next().getCell(7).toString());
            }
        }
        assertThat(warnings.get(0)).isEqualTo("no data");
        assertThat(warnings.get(1)).contains("negative flux", "small Δχ²");
    }

    @Test
    public void whatIsWrongIsNamed() throws Exception {
        assertThatThrownBy(() -> scan("lowest", "5", "double")).isInstanceOf(InvalidSettingsException.class)
            .hasMessageContaining("The redshifts are 5.0 to 4.0");
        refusedAtConfigure(scan("flux", "Light", "String"), model, spectra, null)
            .hasMessageContaining("no column \"Light\"");
        refusedAtExecute(scan("rowId", "Row0", "String"), model, spectra, null)
            .hasMessageContaining("no spectrum with the row ID \"Row0\"");
    }
}
