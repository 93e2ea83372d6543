package org.knime.core.data;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

public final class DataColumnSpecCreator {

    private static final AtomicInteger EMPTY_NAMES = new AtomicInteger();

    private String m_name;

    private DataType m_type;

    private DataColumnDomain m_domain = new DataColumnDomainCreator().createDomain();

    private List<String> m_elementNames = List.of();

    private DataColumnProperties m_properties = new DataColumnProperties();

    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
    }

    public DataColumnSpecCreator(final DataColumnSpec spec) {
        m_name = spec.getName();
        m_type = spec.getType();
        m_domain = spec.getDomain();
        m_elementNames = spec.getElementNames();
        m_properties = spec.getProperties();
    }

    /** An empty name is replaced by one that says so. */
    public void setName(final String name) {
        var trimmed = Objects.requireNonNull(name, "Name of DataColumnSpec must not be null!").trim();
        m_name = trimmed.isEmpty() ? "<empty_" + EMPTY_NAMES.incrementAndGet() + ">" : trimmed;
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

    public void setProperties(final DataColumnProperties properties) {
        m_properties = properties == null ? new DataColumnProperties() : properties;
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_type, m_domain, m_elementNames, m_properties);
    }
}
