package org.knime.node.parameters.widget.choices.util;

public interface InputTableIndexHolder {

    /** @return the port of the table; override it if that is not the first, or the dialog fails in KNIME */
    default int getInputTableIndex() {
        return 0;
    }
}
