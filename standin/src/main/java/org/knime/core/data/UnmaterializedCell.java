package org.knime.core.data;

/** Stands where a table filter left a column out; touching it is an error. */
public final class UnmaterializedCell extends DataCell {

    private static final long serialVersionUID = 1L;

    private static final UnmaterializedCell INSTANCE = new UnmaterializedCell();

    private UnmaterializedCell() {
    }

    public static UnmaterializedCell getInstance() {
        return INSTANCE;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        throw new UnmaterializedDataCellException();
    }

    @Override
    public int hashCode() {
        throw new UnmaterializedDataCellException();
    }

    @Override
    public String toString() {
        return "Unmaterialized cell";
    }

    public static final class UnmaterializedDataCellException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnmaterializedDataCellException() {
            super("Attempting to access a cell of a column that the table filter leaves out.");
        }
    }
}
