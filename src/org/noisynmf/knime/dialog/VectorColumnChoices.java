package org.noisynmf.knime.dialog;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.noisynmf.knime.table.PixelColumns;

/** Offers the vector columns of the first input table. */
public final class VectorColumnChoices implements ColumnChoicesProvider {

    @Override
    public List<DataColumnSpec> columnChoices(final NodeParametersInput context) {
        return context.getInTableSpec(0).stream().flatMap(s -> s.stream()).filter(PixelColumns::isVector).toList();
    }
}
