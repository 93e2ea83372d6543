package org.knime.node.parameters.widget.choices.util;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;

/** Columns of an input table; none if the table is unknown. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {
    }

    public static List<DataColumnSpec> getFilteredColumns(final NodeParametersInput input, final int portIndex,
        final Predicate<DataColumnSpec> filter) {
        return input.getInTableSpec(portIndex).stream().flatMap(DataTableSpec::stream).filter(filter).toList();
    }

    public static List<DataColumnSpec> getAllColumns(final NodeParametersInput input, final int portIndex) {
        return getFilteredColumns(input, portIndex, column -> true);
    }

    public static List<DataColumnSpec> getAllColumnsOfFirstPort(final NodeParametersInput input) {
        return getAllColumns(input, 0);
    }

    public static Optional<DataColumnSpec> getFirstColumn(final NodeParametersInput input, final int portIndex) {
        return getAllColumns(input, portIndex).stream().findFirst();
    }

    public static Optional<DataColumnSpec> getFirstColumnOfFirstPort(final NodeParametersInput input) {
        return getFirstColumn(input, 0);
    }

    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final NodeParametersInput input, final int portIndex,
        final Class<? extends DataValue>... valueClasses) {
        return getFilteredColumns(input, portIndex, compatible(Arrays.asList(valueClasses)));
    }

    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(final NodeParametersInput input,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(input, 0, valueClasses);
    }

    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(spec, Arrays.asList(valueClasses));
    }

    /** @param spec may be null: no columns then */
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Collection<Class<? extends DataValue>> valueClasses) {
        return spec == null ? List.of() : spec.stream().filter(compatible(valueClasses)).toList();
    }

    private static Predicate<DataColumnSpec> compatible(final Collection<Class<? extends DataValue>> valueClasses) {
        return column -> valueClasses.stream().anyMatch(column.getType()::isCompatible);
    }

    public static List<DataColumnSpec> getDoubleColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, DoubleValue.class);
    }

    public static List<DataColumnSpec> getDoubleColumns(final NodeParametersInput input, final int portIndex) {
        return getCompatibleColumns(input, portIndex, DoubleValue.class);
    }

    public static List<DataColumnSpec> getDoubleColumnsOfFirstPort(final NodeParametersInput input) {
        return getDoubleColumns(input, 0);
    }

    public static Optional<DataColumnSpec> getFirstDoubleColumn(final DataTableSpec spec) {
        return getDoubleColumns(spec).stream().findFirst();
    }

    public static List<DataColumnSpec> getStringColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, StringValue.class);
    }

    public static List<DataColumnSpec> getStringColumns(final NodeParametersInput input, final int portIndex) {
        return getCompatibleColumns(input, portIndex, StringValue.class);
    }

    public static List<DataColumnSpec> getStringColumnsOfFirstPort(final NodeParametersInput input) {
        return getStringColumns(input, 0);
    }

    public static Optional<DataColumnSpec> getFirstStringColumn(final DataTableSpec spec) {
        return getStringColumns(spec).stream().findFirst();
    }
}
