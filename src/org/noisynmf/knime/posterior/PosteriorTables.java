package org.noisynmf.knime.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.posterior.ChainTrace;
import org.noisynmf.engine.posterior.Estimate;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.TableReader;

/** What a posterior says, as tables. */
final class PosteriorTables {

    /** Of the quantiles that are given on request. */
    static final double[] PROBABILITIES = {0.025, 0.16, 0.5, 0.84, 0.975};

    /** Chain, sweep, χ² and φ. */
    private static final int LEADING = 4;

    private PosteriorTables() {
    }

    /**
     * @param rank q
     * @param quantiles whether quantiles follow
     * @return columns for mean, standard deviation and probability of 0 of each template
     */
    static DataTableSpec estimates(final int rank, final boolean quantiles) {
        final List<String> names = new ArrayList<>(Labels.templates(rank));
        Labels.templates(rank).forEach(name -> names.add(name + " (standard deviation)"));
        Labels.templates(rank).forEach(name -> names.add(name + " (probability of 0)"));
        for (int s = 0; s < PROBABILITIES.length && quantiles; s++) {
            final double probability = PROBABILITIES[s];
            Labels.templates(rank).forEach(name -> names.add(name + " (quantile " + probability + ")"));
        }
        final DataType[] types = new DataType[names.size()];
        Arrays.fill(types, DoubleCell.TYPE);
        return new DataTableSpec(names.toArray(String[]::new), types);
    }

    /**
     * @param rank q
     * @return columns for what each chain does
     */
    static DataTableSpec chains(final int rank) {
        final List<String> names = new ArrayList<>(List.of("Chain", "Sweep", "Chi-square", "Noise scale"));
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l < rank; l++) {
                names.add("Share of " + k + " in " + l);
            }
        }
        final DataType[] types = new DataType[names.size()];
        Arrays.fill(types, DoubleCell.TYPE);
        types[0] = IntCell.TYPE;
        types[1] = IntCell.TYPE;
        return new DataTableSpec(names.toArray(String[]::new), types);
    }

    /** A row for each pixel; missing where nothing was observed. */
    static BufferedDataTable templates(final TableReader.Data data, final PosteriorResult result,
        final double[][] quantiles, final ExecutionContext exec) throws CanceledExecutionException {
        final int pixels = result.mean().pixels();
        return estimates(data.labels().pixelNames(), result.data()::pixelObserved, result.templates(),
            quantiles, result.mean().rank(), 1, pixels, exec);
    }

    /** A row for each observation; missing where it has no weight. */
    static BufferedDataTable coefficients(final TableReader.Data data, final PosteriorResult result,
        final double[][] quantiles, final ExecutionContext exec) throws CanceledExecutionException {
        final int rank = result.mean().rank();
        return estimates(data.labels().rows(), j -> result.data().observedCount(j) > 0, result.coefficients(),
            quantiles,
            rank, rank, 1, exec);
    }

    private static BufferedDataTable estimates(final List<String> rows, final IntPredicate observed,
        final Estimate estimate, final double[][] quantiles, final int rank, final int perRow, final int perTemplate,
        final ExecutionContext exec)
        throws CanceledExecutionException {
        final BufferedDataContainer container = exec.createDataContainer(estimates(rank, quantiles.length > 0));
        for (int r = 0; r < rows.size(); r++) {
            exec.checkCanceled();
            final DataCell[] cells = new DataCell[(3 + quantiles.length) * rank];
            Arrays.fill(cells, DataType.getMissingCell());
            for (int k = 0; k < rank && observed.test(r); k++) {
                final int at = r * perRow + k * perTemplate;
                cells[k] = MatrixTable.number(estimate.mean()[at]);
                cells[rank + k] = MatrixTable.number(estimate.sd()[at]);
                cells[2 * rank + k] = MatrixTable.number(estimate.zero()[at]);
                for (int s = 0; s < quantiles.length; s++) {
                    cells[(3 + s) * rank + k] = MatrixTable.number(quantiles[s][at]);
                }
            }
            container.addRowToTable(new DefaultRow(rows.get(r), cells));
        }
        container.close();
        return container.getTable();
    }

    /** A row for each observation, in the form of the data; missing where it, or the pixel, has no weight. */
    static BufferedDataTable reconstruction(final TableReader.Data data, final PosteriorResult result,
        final ExecutionContext exec) throws CanceledExecutionException {
        final double[] mean = Objects.requireNonNull(result.reconstruction());
        final int pixels = result.mean().pixels();
        final MatrixTable table = new MatrixTable(data.labels().columns(), exec);
        final double[] row = new double[pixels];
        for (int j = 0; j < result.data().count(); j++) {
            exec.checkCanceled();
            for (int i = 0; i < pixels; i++) {
                row[i] = result.data().observedCount(j) > 0 && result.data().pixelObserved(i) ? mean[j * pixels + i]
                    : Double.NaN;
            }
            table.add(data.labels().rows().get(j), row, 0, pixels);
        }
        return table.finish();
    }

    /** A row for each recorded sweep of each chain. */
    static BufferedDataTable chains(final PosteriorResult result, final ExecutionContext exec) {
        final DataTableSpec spec = chains(result.mean().rank());
        final BufferedDataContainer container = exec.createDataContainer(spec);
        long id = 0;
        for (final ChainTrace chain : result.traces()) {
            for (int t = 0; t < chain.sweep().length; t++) {
                final DataCell[] cells = new DataCell[spec.getNumColumns()];
                cells[0] = new IntCell(chain.chain());
                cells[1] = new IntCell(chain.sweep()[t]);
                cells[2] = MatrixTable.number(chain.chi2()[t]);
                cells[3] = MatrixTable.number(chain.noiseScale()[t]);
                for (int m = 0; m < chain.rotation()[t].length; m++) {
                    cells[LEADING + m] = MatrixTable.number(chain.rotation()[t][m]);
                }
                container.addRowToTable(new DefaultRow(RowKey.createRowKey(id++), cells));
            }
        }
        container.close();
        return container.getTable();
    }
}
