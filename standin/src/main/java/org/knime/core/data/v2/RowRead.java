package org.knime.core.data.v2;

import java.util.function.Supplier;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKeyValue;
import org.knime.core.data.def.DefaultRow;

public interface RowRead extends RowValueRead {

    RowKeyValue getRowKey();

    default DataRow materializeDataRow() {
        var cells = new DataCell[getNumColumns()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = getAsDataCell(i);
        }
        return new DefaultRow(getRowKey().materializeRowKey(), cells);
    }

    static RowRead from(final DataRow row) {
        return suppliedBy(() -> row, row.getNumCells());
    }

    /** @return reads whatever row the supplier gives at the time */
    static RowRead suppliedBy(final Supplier<DataRow> row, final int columns) {
        return new SuppliedRowRead(row, columns);
    }
}
