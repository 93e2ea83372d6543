package org.knime.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.util.UniqueNameGenerator;

/** The columns of a table. Column names are unique. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String DEFAULT_NAME = "default";

    private static final String CFG_NAME = "spec_name";

    private static final String CFG_COUNT = "number_columns";

    private static final String CFG_COLUMN = "column_spec_";

    private final String m_name;

    private final DataColumnSpec[] m_columns;

    private final Map<String, Integer> m_index;

    private final Map<String, String> m_properties;

    public DataTableSpec() {
        this(new DataColumnSpec[0]);
    }

    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
    }

    public DataTableSpec(final DataColumnSpec... columns) {
        this(DEFAULT_NAME, columns);
    }

    public DataTableSpec(final String name, final DataColumnSpec... columns) {
        this(name, columns, Map.of());
    }

    public DataTableSpec(final String[] names, final DataType[] types) {
        // KNIME's default here, other than elsewhere
        this(CFG_NAME, names, types);
    }

    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, createColumnSpecs(names, types));
    }

    public DataTableSpec(final DataTableSpec first, final DataTableSpec second) {
        this(DEFAULT_NAME, first, second);
    }

    public DataTableSpec(final String name, final DataTableSpec first, final DataTableSpec second) {
        this(name, Stream.concat(first.stream(), second.stream()).toArray(DataColumnSpec[]::new));
    }

    DataTableSpec(final String name, final DataColumnSpec[] columns, final Map<String, String> properties) {
        m_name = name == null ? DEFAULT_NAME : name;
        m_columns = columns.clone();
        m_properties = new LinkedHashMap<>(properties);
        m_index = new HashMap<>(2 * columns.length);
        for (int i = 0; i < columns.length; i++) {
            Objects.requireNonNull(columns[i], "Column spec must not be null");
            var previous = m_index.put(columns[i].getName(), i);
            if (previous != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + columns[i].getName()
                    + "\" at positions " + previous + " and " + i + ".");
            }
        }
    }

    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException(names.length + " column names but " + types.length + " types");
        }
        var columns = new DataColumnSpec[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = new DataColumnSpecCreator(names[i], types[i]).createSpec();
        }
        return columns;
    }

    public String getName() {
        return m_name;
    }

    public Map<String, String> getProperties() {
        return Map.copyOf(m_properties);
    }

    public int getNumColumns() {
        return m_columns.length;
    }

    public DataColumnSpec getColumnSpec(final int index) {
        return m_columns[index];
    }

    /** @return the column, or null if there is none of that name */
    public DataColumnSpec getColumnSpec(final String name) {
        int index = findColumnIndex(name);
        return index < 0 ? null : m_columns[index];
    }

    /** @return the position of the column, or −1 */
    public int findColumnIndex(final String name) {
        return m_index.getOrDefault(name, -1);
    }

    public boolean containsName(final String name) {
        return m_index.containsKey(name);
    }

    public final String[] getColumnNames() {
        return stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    public int[] columnsToIndices(final String... names) {
        var indices = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            indices[i] = findColumnIndex(names[i]);
            if (indices[i] < 0) {
                throw new IllegalArgumentException("Column not found: \"" + names[i] + "\"");
            }
        }
        return indices;
    }

    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return stream().anyMatch(c -> c.getType().isCompatible(valueClass));
    }

    public Stream<DataColumnSpec> stream() {
        return Arrays.stream(m_columns);
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return List.of(m_columns).iterator();
    }

    public static String getUniqueColumnName(final DataTableSpec spec, final String suggested) {
        return new UniqueNameGenerator(spec).newName(suggested);
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    public boolean equalStructure(final DataTableSpec other) {
        if (other == null || other.m_columns.length != m_columns.length) {
            return false;
        }
        for (int i = 0; i < m_columns.length; i++) {
            if (!m_columns[i].equalStructure(other.m_columns[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataTableSpec spec && m_name.equals(spec.m_name)
            && Arrays.equals(m_columns, spec.m_columns) && m_properties.equals(spec.m_properties);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m_columns);
    }

    @Override
    public String toString() {
        return "name=" + m_name + ",columns=[" + String.join("; ", getColumnNames()) + "]";
    }

    public void save(final ConfigWO config) {
        config.addString(CFG_NAME, m_name);
        config.addInt(CFG_COUNT, m_columns.length);
        for (int i = 0; i < m_columns.length; i++) {
            m_columns[i].save(config.addConfig(CFG_COLUMN + i));
        }
    }

    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        var columns = new ArrayList<DataColumnSpec>();
        for (int i = 0; i < config.getInt(CFG_COUNT); i++) {
            columns.add(DataColumnSpec.load(config.getConfig(CFG_COLUMN + i)));
        }
        return new DataTableSpec(config.getString(CFG_NAME), columns.toArray(DataColumnSpec[]::new));
    }
}
