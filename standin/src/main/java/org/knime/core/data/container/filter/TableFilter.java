package org.knime.core.data.container.filter;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.knime.core.data.DataTableSpec;

/** Which rows and columns of a table are to be read. Column indices stay those of the whole table. */
public final class TableFilter {

    private final Set<Integer> m_columns;

    private final Long m_from;

    private final Long m_to;

    private TableFilter(final Set<Integer> columns, final Long from, final Long to) {
        m_columns = columns;
        m_from = from;
        m_to = to;
    }

    public static TableFilter materializeCols(final int... columns) {
        return new Builder().withMaterializeColumnIndices(columns).build();
    }

    public static TableFilter materializeCols(final DataTableSpec spec, final String... columns) {
        return materializeCols(spec.columnsToIndices(columns));
    }

    public static TableFilter filterRowsFromIndex(final long from) {
        return new Builder().withFromRowIndex(from).build();
    }

    /** @param to the last row, included */
    public static TableFilter filterRowsToIndex(final long to) {
        return new Builder().withToRowIndex(to).build();
    }

    /**
     * @param from the first row
     * @param to the last row, included
     */
    public static TableFilter filterRangeOfRows(final long from, final long to) {
        return new Builder().withFromRowIndex(from).withToRowIndex(to).build();
    }

    public Optional<Set<Integer>> getMaterializeColumnIndices() {
        return Optional.ofNullable(m_columns);
    }

    public Optional<Long> getFromRowIndex() {
        return Optional.ofNullable(m_from);
    }

    public Optional<Long> getToRowIndex() {
        return Optional.ofNullable(m_to);
    }

    public void validate(final DataTableSpec spec, final long size) {
        if (m_to != null && m_to >= size) {
            throw new IndexOutOfBoundsException("Row index must be smaller than " + size);
        }
        if (m_columns != null) {
            for (int column : m_columns) {
                if (column < 0 || column >= spec.getNumColumns()) {
                    throw new IndexOutOfBoundsException("Column index out of range: " + column);
                }
            }
        }
    }

    public static final class Builder {

        private Set<Integer> m_columns;

        private Long m_from;

        private Long m_to;

        public Builder() {
        }

        public Builder withMaterializeColumnIndices(final int... columns) {
            var indices = new TreeSet<Integer>();
            for (int column : columns) {
                if (!indices.add(column)) {
                    throw new IllegalArgumentException("Duplicate index: " + column);
                }
            }
            m_columns = indices;
            return this;
        }

        public Builder withFromRowIndex(final long from) {
            m_from = checked(from);
            checkOrder();
            return this;
        }

        public Builder withToRowIndex(final long to) {
            m_to = checked(to);
            checkOrder();
            return this;
        }

        private static long checked(final long row) {
            if (row < 0) {
                throw new IndexOutOfBoundsException("Row index must be at least 0.");
            }
            return row;
        }

        private void checkOrder() {
            if (m_from != null && m_to != null && m_from > m_to) {
                throw new IllegalArgumentException(
                    "Row index to filter from cannot be higher than row index to filter to.");
            }
        }

        public TableFilter build() {
            return new TableFilter(m_columns, m_from, m_to);
        }
    }
}
