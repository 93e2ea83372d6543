package org.noisynmf.knime.dialog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.TableForm;

/** Where the first input table holds its pixels. Keys in workflows are the names of the fields without "m_". */
public class PixelParameters implements NodeParameters {

    @Widget(title = "Observations are in",
        description = "How the data table and its companions (weights, categories) hold the pixels (channels, "
            + "features) of an observation. Each row is one observation. Default: numeric columns, if the table has "
            + "any.")
    @ValueSwitchWidget
    @ValueReference(FormReference.class)
    TableForm m_form = TableForm.COLUMNS;

    @Widget(title = "Pixel columns",
        description = "The numeric columns that are the pixels, in the order of the table. By default all numeric "
            + "columns, also those that appear later. Missing cells are entries of weight 0.")
    @ChoicesProvider(PixelColumnChoices.class)
    @Effect(predicate = InColumns.class, type = EffectType.SHOW)
    ColumnFilter m_pixelColumns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(title = "Vector column",
        description = "A DoubleVector column, or a list of numbers, whose cells hold all pixels of a row. All must "
            + "have the same length. Missing elements of a list are entries of weight 0; without a weights table so "
            + "is NaN. Default: the first such column.")
    @ChoicesProvider(VectorColumnChoices.class)
    @Effect(predicate = InColumns.class, type = EffectType.HIDE)
    String m_vectorColumn = "";

    /** For KNIME. */
    public PixelParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected: a table whose only candidate is a vector column is read from there
     */
    public PixelParameters(final NodeParametersInput input) {
        final Optional<DataTableSpec> spec = input.getInTableSpec(0);
        final Optional<String> vector = spec.stream().flatMap(DataTableSpec::stream).filter(PixelColumns::isVector)
            .map(DataColumnSpec::getName).findFirst();
        m_vectorColumn = vector.orElse("");
        if (vector.isPresent() && spec.get().stream().noneMatch(PixelColumns::isNumeric)) {
            m_form = TableForm.VECTOR;
        }
    }

    /** Knows the value of the form. */
    static final class FormReference implements ParameterReference<TableForm> {
    }

    /** Holds for numeric columns. */
    static final class InColumns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormReference.class).isOneOf(TableForm.COLUMNS);
        }
    }

    /**
     * @param spec the data table
     * @return where its pixels stand
     * @throws InvalidSettingsException if it has none, or lacks columns that were selected
     */
    public PixelColumns columns(final DataTableSpec spec) throws InvalidSettingsException {
        if (m_form == TableForm.VECTOR) {
            if (m_vectorColumn == null || m_vectorColumn.isEmpty()) {
                throw new InvalidSettingsException("No vector column is selected. Choose one in the dialog, or set "
                    + "\"Observations are in\" to numeric columns.");
            }
            final PixelColumns columns = PixelColumns.vector(m_vectorColumn);
            if (spec.findColumnIndex(m_vectorColumn) < 0) {
                throw new InvalidSettingsException(
                    "The data table has no column \"" + m_vectorColumn + "\". Choose the vector column in the dialog.");
            }
            columns.locate(spec, "data table");
            return columns;
        }
        final List<DataColumnSpec> numeric = spec.stream().filter(PixelColumns::isNumeric).toList();
        if (numeric.isEmpty()) {
            throw new InvalidSettingsException("The data table has no numeric columns, from which the pixels of an "
                + "observation are read. Convert its text columns to numbers, or set \"Observations are in\" to a "
                + "vector column.");
        }
        final String[] absent = m_pixelColumns.getMissingSelected(numeric);
        if (absent.length > 0) {
            throw new InvalidSettingsException("The data table has no numeric column \"" + absent[0]
                + "\" (" + absent.length + " of the pixel columns selected are absent or not numeric). Select the "
                + "pixel columns again in the dialog.");
        }
        final List<String> selected = Arrays.asList(m_pixelColumns.filter(numeric));
        if (selected.isEmpty()) {
            throw new InvalidSettingsException("No pixel column is selected. Select at least one in the dialog.");
        }
        return PixelColumns.columns(selected);
    }
}
