package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.persistence.Persistable;

/** A selection of columns: by hand, by a pattern of the names or by type. */
public final class ColumnFilter implements Persistable {

    FilterMode m_mode = FilterMode.MANUAL;

    PatternFilter m_patternFilter = new PatternFilter();

    ManualFilter m_manualFilter = new ManualFilter();

    ColumnTypeFilter m_typeFilter = new ColumnTypeFilter();

    public ColumnFilter() {
    }

    public ColumnFilter(final String[] selected) {
        m_manualFilter.m_manuallySelected = selected.clone();
    }

    public ColumnFilter(final List<DataColumnSpec> selected) {
        this(names(selected));
    }

    public ColumnFilter withIncludeUnknownColumns() {
        m_manualFilter.m_includeUnknownColumns = true;
        return this;
    }

    public ColumnFilter withExcludeUnknownColumns() {
        m_manualFilter.m_includeUnknownColumns = false;
        return this;
    }

    /** @return the names of those among the choices that are selected; absent ones are left out silently */
    public String[] filter(final List<DataColumnSpec> choices) {
        return choices.stream().filter(getFilterPredicate()).map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /** Beware: with unknown columns included this selects columns of every type. */
    public String[] filterFromFullSpec(final DataTableSpec spec) {
        return filter(spec.stream().toList());
    }

    public Predicate<DataColumnSpec> getFilterPredicate() {
        return switch (m_mode) {
            case MANUAL -> {
                var selected = m_manualFilter.predicate();
                yield column -> selected.test(column.getName());
            }
            case REGEX, WILDCARD -> {
                var pattern = m_patternFilter.predicate(m_mode == FilterMode.REGEX);
                yield column -> pattern.test(column.getName());
            }
            case TYPE -> {
                var types = Set.of(m_typeFilter.m_selectedTypes);
                yield column -> column.getType().getPreferredValueClass() != null
                    && types.contains(column.getType().getPreferredValueClass().getName());
            }
        };
    }

    /** @return the names selected by hand that are not among the choices */
    public String[] getMissingSelected(final List<DataColumnSpec> choices) {
        if (m_mode != FilterMode.MANUAL) {
            return new String[0];
        }
        var present = Set.of(names(choices));
        return Arrays.stream(m_manualFilter.m_manuallySelected).filter(name -> !present.contains(name))
            .toArray(String[]::new);
    }

    public String[] getMissingSelectedFromFullSpec(final DataTableSpec spec) {
        return getMissingSelected(spec.stream().toList());
    }

    private static String[] names(final List<DataColumnSpec> columns) {
        return columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }
}
