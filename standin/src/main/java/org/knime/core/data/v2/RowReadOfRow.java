package org.knime.core.data.v2;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataValue;
import org.knime.core.data.RowKeyValue;
import org.knime.core.data.UnmaterializedCell;

/** Reads a row whose cells lie in memory. */
record RowReadOfRow(DataRow row) implements RowRead {

    @Override
    public int getNumColumns() {
        return row.getNumCells();
    }

    @Override
    public RowKeyValue getRowKey() {
        return row.getKey();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <D extends DataValue> D getValue(final int index) {
        return (D)cell(index);
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
        var cell = row.getCell(index);
        if (cell == UnmaterializedCell.getInstance()) {
            throw new UnmaterializedCell.UnmaterializedDataCellException();
        }
        return cell;
    }
}
