package org.knime.core.data;

import java.util.List;
import java.util.Objects;

public final class DataColumnSpecCreator {

    private String m_name;

    private DataType m_type;

    private DataColumnDomain m_domain = new DataColumnDomainCreator().createDomain();

    private List<String> m_elementNames;

    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
        m_elementNames = List.of(m_name);
    }

    public DataColumnSpecCreator(final DataColumnSpec spec) {
        m_name = spec.getName();
        m_type = spec.getType();
        m_domain = spec.getDomain();
        m_elementNames = spec.getElementNames();
    }

    public void setName(final String name) {
        var trimmed = Objects.requireNonNull(name, "Name of column must not be null").trim();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("Column name must not be empty");
        }
        m_name = trimmed;
    }

    public void setType(final DataType type) {
        m_type = Objects.requireNonNull(type, "Type of column must not be null");
    }

    public DataType getType() {
        return m_type;
    }

    public void setDomain(final DataColumnDomain domain) {
        m_domain = domain == null ? new DataColumnDomainCreator().createDomain() : domain;
    }

    public void setElementNames(final String... elementNames) {
        m_elementNames = List.of(elementNames);
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_type, m_domain, m_elementNames);
    }
}
