package org.knime.core.data;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Name, type and domain of a column. */
public final class DataColumnSpec {

    private static final String CFG_NAME = "column_name";

    private static final String CFG_TYPE = "column_type";

    private static final String CFG_ELEMENT_NAMES = "element_names";

    private final String m_name;

    private final DataType m_type;

    private final DataColumnDomain m_domain;

    private final List<String> m_elementNames;

    private final DataColumnProperties m_properties;

    DataColumnSpec(final String name, final DataType type, final DataColumnDomain domain,
        final List<String> elementNames, final DataColumnProperties properties) {
        m_name = Objects.requireNonNull(name, "A column needs a name");
        m_type = Objects.requireNonNull(type, "A column needs a type");
        m_domain = Objects.requireNonNull(domain);
        m_elementNames = List.copyOf(elementNames);
        m_properties = Objects.requireNonNull(properties);
    }

    public DataColumnProperties getProperties() {
        return m_properties;
    }

    public String getName() {
        return m_name;
    }

    public DataType getType() {
        return m_type;
    }

    public DataColumnDomain getDomain() {
        return m_domain;
    }

    public List<String> getElementNames() {
        return m_elementNames;
    }

    public boolean equalStructure(final DataColumnSpec other) {
        return other != null && m_name.equals(other.m_name) && m_type.equals(other.m_type);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnSpec spec && equalStructure(spec) && m_domain.equals(spec.m_domain)
            && m_elementNames.equals(spec.m_elementNames) && m_properties.equals(spec.m_properties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_name, m_type);
    }

    @Override
    public String toString() {
        return m_name + " (" + m_type + ")";
    }

    public void save(final ConfigWO config) {
        config.addString(CFG_NAME, m_name);
        config.addStringArray(CFG_ELEMENT_NAMES, m_elementNames.toArray(String[]::new));
        m_type.save(config.addConfig(CFG_TYPE));
        m_domain.save(config.addConfig("column_domain"));
        m_properties.save(config.addConfig("column_properties"));
        config.addConfig("meta_data");
    }

    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        var creator = new DataColumnSpecCreator(config.getString(CFG_NAME), DataType.load(config.getConfig(CFG_TYPE)));
        creator.setDomain(DataColumnDomain.load(config.getConfig("column_domain")));
        creator.setElementNames(config.getStringArray(CFG_ELEMENT_NAMES));
        creator.setProperties(DataColumnProperties.load(config.getConfig("column_properties")));
        return creator.createSpec();
    }
}
