package org.noisynmf.knime.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
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
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.rank.Criterion;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.engine.rank.RankRow;
import org.noisynmf.engine.rank.RankSearch;
import org.noisynmf.engine.rank.RankSettings;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.page.StoredPage;
import org.noisynmf.knime.port.ModelCurves;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.SpillFile;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.knime.table.pixel.OptionalTables;
import org.noisynmf.knime.table.pixel.PixelCategories;
import org.noisynmf.view.rank.RankViews;

/** Compares numbers of templates. */
final class NmfRankNode {

    private static final String[] NUMBERS = {"Chi-square per degree of freedom", "AIC", "BIC", "Fall of chi-square",
        "Fall up to which it is noise", "Residual norm", "Norm up to which it is noise", "Norm of independent noise",
        "Held-out chi-square", "Held-out gain", "Standard error of held-out gain", "Masked chi-square per entry",
        "Masked gain", "Standard error of masked gain", "Smallest cosine between halves",
        "Smallest cosine between starts"};

    private static final double READING = 0.1;

    private NmfRankNode() {
    }

    private static DataTableSpec ranks() {
        final List<String> names =
            new ArrayList<>(List.of("Templates", "Recommended", "Chi-square", "Parameters"));
        final List<DataType> types =
            new ArrayList<>(List.of(IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, LongCell.TYPE));
        for (final String name : NUMBERS) {
            names.add(name);
            types.add(DoubleCell.TYPE);
        }
        return new DataTableSpec(names.toArray(String[]::new), types.toArray(DataType[]::new));
    }

    private static DataTableSpec recommendation() {
        final List<String> names = new ArrayList<>(List.of("rank", "Reason"));
        final List<DataType> types = new ArrayList<>(List.of(IntCell.TYPE, StringCell.TYPE));
        for (final Criterion criterion : Criterion.values()) {
            names.add(criterion.title());
            types.add(IntCell.TYPE);
        }
        return new DataTableSpec(names.toArray(String[]::new), types.toArray(DataType[]::new));
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final NmfRankParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec[] specs = in.getInTableSpecs();
        final PixelColumns columns = parameters.m_data.columns(specs[0]);
        final OptionalTables optional = OptionalTables.of(specs, columns);
        if (optional.weights() >= 0) {
            columns.locate(specs[optional.weights()], "weights table");
        }
        if (optional.categories() >= 0) {
            PixelCategories.column(specs[optional.categories()], parameters.m_categories.column());
            parameters.m_data.checkCategories(optional.weights() >= 0);
        }
        out.setOutSpecs(ranks(), recommendation());
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        try (SpillFile spill = SpillFile.ofWorkflow()) {
            execute(in, spill, out);
        }
    }

    private static void execute(final ExecuteInput in, final SpillFile spill, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final NmfRankParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable[] tables = in.getInTables();
        final OptionalTables optional = parameters.m_data.optionalTables(tables);
        final boolean weighted = optional.weights() >= 0;
        final TableReader.Data read = parameters.m_data.read(tables[0], weighted ? tables[optional.weights()] : null,
            parameters.m_data.uncertainties(weighted, tables[0],
                optional.categories() < 0 ? null : tables[optional.categories()], parameters.m_categories.column()),
            Precision.FLOAT64, spill, exec.createSubProgress(READING));
        final Observations data = read.observations();
        final long begin = System.nanoTime();
        final RankResult result = EngineCall.of(exec.createSubProgress(1 - READING), observer -> {
            final RankSettings settings = parameters.settings();
            final PhotonNoise noise = parameters.m_data.photonNoise(weighted);
            return noise == null ? RankSearch.search(data, settings, observer)
                : RankSearch.search(data, noise, settings, observer);
        });
        final List<String> warnings =
            Stream.concat(spill.warnings().stream(), result.warnings().stream().map(Messages::sentence)).toList();
        if (!warnings.isEmpty()) {
            out.setWarningMessage(Messages.lines(warnings));
        }
        out.setOutData(ranks(result, exec), recommendation(result, exec));
        out.setInternalData(StoredPage.write(RankViews.of("NMF Rank", ModelCurves.axis(read.labels()), result,
            (System.nanoTime() - begin) * 1e-9, warnings), exec));
    }

    private static BufferedDataTable ranks(final RankResult result, final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(ranks());
        for (final RankRow row : result.rows()) {
            final List<DataCell> cells = new ArrayList<>(List.of(new IntCell(row.rank()),
                new IntCell(row.rank() == result.rank() ? 1 : 0), new DoubleCell(row.chi2()),
                new LongCell(row.parameters())));
            for (final double value : new double[]{row.chi2PerDegree(), row.aic(), row.bic(), row.fall(),
                row.fallLimit(), row.residualNorm(), row.normLimit(), row.noiseEdge(), row.heldOut(),
                row.heldOutGain(), row.heldOutError(), row.masked(), row.maskedGain(), row.maskedError(),
                row.halves()[0], row.starts()[0]}) {
                cells.add(
                    Double.isNaN(value) ? new MissingCell("not measured, or there is no smaller number to compare with")
                        : new DoubleCell(value));
            }
            container.addRowToTable(new DefaultRow("Templates " + row.rank(), cells));
        }
        container.close();
        return container.getTable();
    }

    private static BufferedDataTable recommendation(final RankResult result, final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(recommendation());
        final List<DataCell> cells =
            new ArrayList<>(List.of(new IntCell(result.rank()), new StringCell(result.reason())));
        for (final Criterion criterion : Criterion.values()) {
            final Integer choice = result.choices().get(criterion);
            cells.add(choice == null ? new MissingCell("not measured") : new IntCell(choice));
        }
        container.addRowToTable(new DefaultRow("Recommendation", cells));
        container.close();
        return container.getTable();
    }
}
