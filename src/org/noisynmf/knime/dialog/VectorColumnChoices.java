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
        return of(context, 0);
    }

    /**
     * @param context what is known of the ports
     * @param input an input that is a table
     * @return its vector columns; none where it is not connected
     */
    public static List<DataColumnSpec> of(final NodeParametersInput context, final int input) {
        return context.getInTableSpec(input).stream().flatMap(s -> s.stream()).filter(PixelColumns::isVector).toList();
    }
}
