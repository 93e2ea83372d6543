package org.knime.core.data.container;

import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;

/** Collects bounds and values of one column while rows arrive. Missing cells and NaN take no part. */
final class ColumnDomain {

    private final int m_maxValues;

    private final boolean m_bounded;

    private DataCell m_lower;

    private DataCell m_upper;

    /** The value of the lower bound, if there is one. */
    private double m_min;

    /** The value of the upper bound, if there is one. */
    private double m_max;

    private Set<DataCell> m_values;

    /**
     * @param keep whether to begin with the column's present domain
     * @param update whether rows will be shown
     */
    ColumnDomain(final DataColumnSpec column, final boolean keep, final boolean update, final int maxValues) {
        m_maxValues = maxValues;
        var type = column.getType();
        m_bounded = type.isCompatible(BoundedValue.class) && type.isCompatible(DoubleValue.class);
        m_values = update && type.isCompatible(NominalValue.class) ? new LinkedHashSet<>() : null;
        var domain = column.getDomain();
        if (keep) {
            m_lower = domain.getLowerBound();
            m_upper = domain.getUpperBound();
            m_min = m_lower instanceof DoubleValue bound ? bound.getDoubleValue() : 0;
            m_max = m_upper instanceof DoubleValue bound ? bound.getDoubleValue() : 0;
            if (domain.hasValues()) {
                m_values = new LinkedHashSet<>(domain.getValues());
            }
        }
    }

    void update(final DataCell cell) {
        if (cell.isMissing()) {
            return;
        }
        if (m_bounded) {
            double value = ((DoubleValue)cell).getDoubleValue();
            // NaN compares false
            if (m_lower == null ? !Double.isNaN(value) : value < m_min) {
                m_lower = cell;
                m_min = value;
            }
            if (m_upper == null ? !Double.isNaN(value) : value > m_max) {
                m_upper = cell;
                m_max = value;
            }
        }
        if (m_values != null && m_values.add(cell) && m_values.size() > m_maxValues) {
            m_values = null;
        }
    }

    DataColumnDomain get() {
        return new DataColumnDomainCreator(m_values, m_lower, m_upper).createDomain();
    }
}
