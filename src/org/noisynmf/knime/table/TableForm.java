package org.noisynmf.knime.table;

import org.knime.node.parameters.widget.choices.Label;

/** How a matrix stands in a table. The names of the constants are stored in workflows and never change. */
public enum TableForm {
    /** One numeric column a pixel. */
    @Label(value = "Numeric columns",
        description = "One numeric column for each pixel, as other nodes expect; slow for thousands of pixels.")
    COLUMNS,
    /** One column that holds all pixels of a row. */
    @Label(value = "Vector column",
        description = "One column whose cells hold all pixels of a row; several times faster for many pixels.")
    VECTOR
}
