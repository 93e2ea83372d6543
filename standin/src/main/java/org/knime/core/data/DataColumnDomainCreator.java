package org.knime.core.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

public class DataColumnDomainCreator {

    private Set<DataCell> m_values;

    private DataCell m_lower;

    private DataCell m_upper;

    public DataColumnDomainCreator() {
    }

    public DataColumnDomainCreator(final DataColumnDomain domain) {
        this(domain.getValues(), domain.getLowerBound(), domain.getUpperBound());
    }

    public DataColumnDomainCreator(final DataCell lower, final DataCell upper) {
        this((Set<DataCell>)null, lower, upper);
    }

    public DataColumnDomainCreator(final DataCell... values) {
        this(new LinkedHashSet<>(Arrays.asList(values)), null, null);
    }

    public DataColumnDomainCreator(final Set<DataCell> values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final Set<DataCell> values, final DataCell lower, final DataCell upper) {
        m_values = values;
        m_lower = lower;
        m_upper = upper;
    }

    public void setValues(final Set<DataCell> values) {
        m_values = values;
    }

    public void setLowerBound(final DataCell lower) {
        m_lower = lower;
    }

    public void setUpperBound(final DataCell upper) {
        m_upper = upper;
    }

    public DataColumnDomain createDomain() {
        return new DataColumnDomain(m_values, m_lower, m_upper);
    }
}
