package org.knime.core.data.container.filter;

import java.util.Arrays;
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
        if (m_columns != null) {
            for (int column : m_columns) {
                if (column >= spec.getNumColumns()) {
                    throw new IndexOutOfBoundsException("Column index " + column + " too large for table with "
                        + spec.getNumColumns() + " columns.");
                }
            }
        }
        if (m_from != null && size > 0 && m_from >= size) {
            throw new IndexOutOfBoundsException("From row index " + m_from + " too large for table of size " + size);
        }
        if (m_to != null && size > 0 && m_to >= size) {
            throw new IndexOutOfBoundsException("To row index " + m_to + " too large for table of size " + size);
        }
    }

    public static final class Builder {

        private Set<Integer> m_columns;

        private Long m_from;

        private Long m_to;

        public Builder() {
        }

        public Builder withMaterializeColumnIndices(final int... columns) {
            if (Arrays.stream(columns).anyMatch(c -> c < 0)) {
                throw new IndexOutOfBoundsException("Column indices must not be negative: " + Arrays.toString(columns));
            }
            m_columns = new TreeSet<>(Arrays.stream(columns).boxed().toList());
            return this;
        }

        public Builder withFromRowIndex(final long from) {
            if (from < 0) {
                throw new IndexOutOfBoundsException("From row index must not be negative: " + from);
            }
            m_from = from;
            return this;
        }

        public Builder withToRowIndex(final long to) {
            if (to < 0) {
                throw new IndexOutOfBoundsException("To row index must not be negative: " + to);
            }
            m_to = to;
            return this;
        }

        public TableFilter build() {
            if (m_from != null && m_to != null && m_from > m_to) {
                throw new IllegalArgumentException("From row index " + m_from + " lies after to row index " + m_to);
            }
            return new TableFilter(m_columns, m_from, m_to);
        }
    }
}
