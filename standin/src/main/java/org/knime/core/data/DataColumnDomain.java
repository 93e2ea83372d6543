package org.knime.core.data;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** What is known of a column's values: the bounds, and the values themselves if they are few and nominal. */
public final class DataColumnDomain {

    private final Set<DataCell> m_values;

    private final DataCell m_lower;

    private final DataCell m_upper;

    DataColumnDomain(final Set<DataCell> values, final DataCell lower, final DataCell upper) {
        m_values = values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
        m_lower = present(lower);
        m_upper = present(upper);
    }

    private static DataCell present(final DataCell cell) {
        return cell == null || cell.isMissing() ? null : cell;
    }

    public boolean hasValues() {
        return m_values != null;
    }

    public Set<DataCell> getValues() {
        return m_values;
    }

    public boolean hasBounds() {
        return hasLowerBound() && hasUpperBound();
    }

    public boolean hasLowerBound() {
        return m_lower != null;
    }

    public boolean hasUpperBound() {
        return m_upper != null;
    }

    public DataCell getLowerBound() {
        return m_lower;
    }

    public DataCell getUpperBound() {
        return m_upper;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnDomain domain && Objects.equals(m_values, domain.m_values)
            && Objects.equals(m_lower, domain.m_lower) && Objects.equals(m_upper, domain.m_upper);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_values, m_lower, m_upper);
    }

    @Override
    public String toString() {
        return "lower=" + m_lower + ",upper=" + m_upper + ",values=" + m_values;
    }
}
