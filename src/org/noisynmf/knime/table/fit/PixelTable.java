package org.noisynmf.knime.table.fit;

import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.evaluate.PixelScores;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.observation.CoefficientTable;

/** How well each pixel is fitted, under the name of its column. */
public final class PixelTable {

    /** The table's spec. */
    public static final DataTableSpec SPEC = new DataTableSpec(
        new String[]{CoefficientTable.CHI_SQUARE, CoefficientTable.ENTRIES, "Summed weight", "Explained",
            "Residual mean", "Residual variance", "Residual skewness", "Residual excess kurtosis"},
        new DataType[]{DoubleCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE,
            DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    private PixelTable() {
    }

    /**
     * @param scores of the pixels
     * @param names of the pixels
     * @param exec where the table is made
     * @return the table, one row a pixel; missing cells where nothing was observed
     * @throws CanceledExecutionException if the user cancelled
     */
    public static BufferedDataTable write(final PixelScores scores, final List<String> names,
        final ExecutionContext exec) throws CanceledExecutionException {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        for (int i = 0; i < names.size(); i++) {
            exec.checkCanceled();
            container.addRowToTable(new DefaultRow(names.get(i), MatrixTable.number(scores.chi2()[i]),
                new IntCell(scores.entries()[i]), MatrixTable.number(scores.weight()[i]),
                MatrixTable.number(scores.explained()[i]), MatrixTable.number(scores.mean()[i]),
                MatrixTable.number(scores.variance()[i]), MatrixTable.number(scores.skewness()[i]),
                MatrixTable.number(scores.excessKurtosis()[i])));
        }
        container.close();
        return container.getTable();
    }
}
