package org.knime.core.data;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What else is known of a column, by key. */
public final class DataColumnProperties implements Cloneable {

    private final Map<String, String> m_properties;

    public DataColumnProperties() {
        this(Map.of());
    }

    public DataColumnProperties(final Map<String, String> content) {
        m_properties = new TreeMap<>(content);
    }

    public boolean containsProperty(final String key) {
        return m_properties.containsKey(key);
    }

    public String getProperty(final String key) {
        return m_properties.get(key);
    }

    public String getProperty(final String key, final String def) {
        return m_properties.getOrDefault(key, def);
    }

    public Enumeration<String> properties() {
        return Collections.enumeration(m_properties.keySet());
    }

    public int size() {
        return m_properties.size();
    }

    public DataColumnProperties cloneAndOverwrite(final Map<String, String> overwrite) {
        var all = new HashMap<>(m_properties);
        all.putAll(overwrite);
        return new DataColumnProperties(all);
    }

    public void save(final ConfigWO config) {
        m_properties.forEach(config::addString);
    }

    public static DataColumnProperties load(final ConfigRO config) throws InvalidSettingsException {
        var all = new HashMap<String, String>();
        for (String key : config) {
            all.put(key, config.getString(key));
        }
        return new DataColumnProperties(all);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnProperties properties && m_properties.equals(properties.m_properties);
    }

    @Override
    public int hashCode() {
        return m_properties.hashCode();
    }

    @Override
    public String toString() {
        return m_properties.toString();
    }
}
