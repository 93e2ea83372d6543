package org.knime.core.data;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What is known of a column's values: the bounds, and the values themselves if they are few and nominal. */
public final class DataColumnDomain {

    private static final String CFG_VALUES = "possible_values";

    private static final String CFG_COUNT = "array-size";

    private static final String CFG_LOWER = "lower_bound";

    private static final String CFG_UPPER = "upper_bound";

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

    public void save(final ConfigWO config) {
        if (hasValues()) {
            var values = config.addConfig(CFG_VALUES);
            values.addInt(CFG_COUNT, m_values.size());
            int i = 0;
            for (var value : m_values) {
                CellFormat.save(value, Integer.toString(i++), values);
            }
        }
        if (hasLowerBound()) {
            CellFormat.save(m_lower, CFG_LOWER, config);
        }
        if (hasUpperBound()) {
            CellFormat.save(m_upper, CFG_UPPER, config);
        }
    }

    /** What cannot be loaded is left out. */
    public static DataColumnDomain load(final ConfigRO config) {
        var creator = new DataColumnDomainCreator();
        try {
            if (config.containsKey(CFG_VALUES)) {
                var values = config.getConfig(CFG_VALUES);
                var cells = new LinkedHashSet<DataCell>();
                for (int i = 0; i < values.getInt(CFG_COUNT); i++) {
                    cells.add(CellFormat.load(values, Integer.toString(i)));
                }
                creator.setValues(cells);
            }
            if (config.containsKey(CFG_LOWER)) {
                creator.setLowerBound(CellFormat.load(config, CFG_LOWER));
            }
            if (config.containsKey(CFG_UPPER)) {
                creator.setUpperBound(CellFormat.load(config, CFG_UPPER));
            }
        } catch (InvalidSettingsException e) {
            NodeLogger.getLogger(DataColumnDomain.class).warn("Part of a domain is left out: " + e.getMessage(), e);
        }
        return creator.createDomain();
    }

    @Override
    public String toString() {
        return "lower=" + m_lower + ",upper=" + m_upper + ",values=" + m_values;
    }
}
