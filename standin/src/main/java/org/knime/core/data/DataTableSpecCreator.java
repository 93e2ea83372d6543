package org.knime.core.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class DataTableSpecCreator {

    private final List<DataColumnSpec> m_columns = new ArrayList<>();

    private final Map<String, Integer> m_index = new HashMap<>();

    private final Map<String, String> m_properties = new LinkedHashMap<>();

    private String m_name;

    public DataTableSpecCreator() {
    }

    public DataTableSpecCreator(final DataTableSpec spec) {
        m_name = spec.getName();
        m_properties.putAll(spec.getProperties());
        addColumns(spec);
    }

    public DataTableSpecCreator setName(final String name) {
        m_name = name;
        return this;
    }

    public DataTableSpecCreator putProperty(final String key, final String value) {
        m_properties.put(key, value);
        return this;
    }

    public DataTableSpecCreator addColumns(final DataColumnSpec... columns) {
        for (var column : columns) {
            var previous = m_index.putIfAbsent(column.getName(), m_columns.size());
            if (previous != null) {
                throw new IllegalArgumentException(
                    "Column \"" + column.getName() + "\" already contained at index " + previous);
            }
            m_columns.add(column);
        }
        return this;
    }

    public DataTableSpecCreator addColumns(final DataTableSpec spec) {
        return addColumns(spec.stream().toArray(DataColumnSpec[]::new));
    }

    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec column) {
        m_index.remove(m_columns.set(index, column).getName());
        m_index.put(column.getName(), index);
        return this;
    }

    public DataTableSpecCreator dropAllColumns() {
        m_columns.clear();
        m_index.clear();
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(m_name, m_columns.toArray(DataColumnSpec[]::new), m_properties);
    }
}
