package org.noisynmf.knime.learner.choice;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.knime.table.TableForm;

/** How templates stand in their table. The names of the constants are stored in workflows and never change. */
public enum TemplatesForm {
    @Label(value = "As the data", description = "Columns as in the data, or a vector column if the data are in one.")
    AS_DATA,

    @Label(value = "Numeric columns", description = "One column for each pixel.")
    COLUMNS,

    @Label(value = "Vector column", description = "One column that holds all pixels.")
    VECTOR;

    /**
     * @param data how the data stand
     * @return how the templates stand
     */
    public TableForm of(final TableForm data) {
        return switch (this) {
            case AS_DATA -> data;
            case COLUMNS -> TableForm.COLUMNS;
            case VECTOR -> TableForm.VECTOR;
        };
    }
}
