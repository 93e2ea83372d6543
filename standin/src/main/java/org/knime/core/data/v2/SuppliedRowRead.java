package org.knime.core.data.v2;

import java.util.function.Supplier;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataValue;
import org.knime.core.data.RowKeyValue;
import org.knime.core.data.UnmaterializedCell;

/** Reads the row that the supplier gives at the time. */
record SuppliedRowRead(Supplier<DataRow> row, int columns) implements RowRead {

    @Override
    public int getNumColumns() {
        return columns;
    }

    @Override
    public RowKeyValue getRowKey() {
        return row.get().getKey();
    }

    /** @return null if the value is missing */
    @Override
    @SuppressWarnings("unchecked")
    public <D extends DataValue> D getValue(final int index) {
        var cell = cell(index);
        return cell.isMissing() ? null : (D)cell;
    }

    @Override
    public DataCell getAsDataCell(final int index) {
        return cell(index);
    }

    @Override
    public boolean isMissing(final int index) {
        return cell(index).isMissing();
    }

    private DataCell cell(final int index) {
        var cell = row.get().getCell(index);
        if (cell == UnmaterializedCell.getInstance()) {
            throw new UnmaterializedCell.UnmaterializedDataCellException();
        }
        return cell;
    }
}
