package org.noisynmf.knime.table.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.evaluate.StartAgreement;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;

/** Whether each template is the only one that fits: how alike it is between starts, and what it may hold of the others. */
public final class CertaintyTable {

    private CertaintyTable() {
    }

    /**
     * @param rank q
     * @return the table's spec
     */
    public static DataTableSpec spec(final int rank) {
        final List<String> names = new ArrayList<>(List.of("Cosine between starts"));
        Labels.templates(rank).forEach(name -> names.add("Less of " + name));
        Labels.templates(rank).forEach(name -> names.add("More of " + name));
        final DataType[] types = new DataType[names.size()];
        Arrays.fill(types, DoubleCell.TYPE);
        return new DataTableSpec(names.toArray(String[]::new), types);
    }

    /**
     * @param agreement of the starts
     * @param uniqueness what templates may hold of one another; null = not looked for
     * @param exec where the table is made
     * @return the table, one row a template
     */
    public static BufferedDataTable write(final StartAgreement agreement, final @Nullable Uniqueness uniqueness,
        final ExecutionContext exec) {
        final int rank = agreement.cosine().length;
        final BufferedDataContainer container = exec.createDataContainer(spec(rank));
        for (int k = 0; k < rank; k++) {
            final DataCell[] cells = new DataCell[1 + 2 * rank];
            Arrays.fill(cells, DataType.getMissingCell());
            cells[0] = MatrixTable.number(agreement.cosine()[k]);
            for (int l = 0; l < rank && uniqueness != null; l++) {
                if (l != k) {
                    cells[1 + l] = new DoubleCell(uniqueness.less()[k * rank + l]);
                    cells[1 + rank + l] = new DoubleCell(uniqueness.more()[k * rank + l]);
                }
            }
            container.addRowToTable(new DefaultRow(Labels.templates(rank).get(k), cells));
        }
        container.close();
        return container.getTable();
    }
}
