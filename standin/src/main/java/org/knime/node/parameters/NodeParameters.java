package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/** The settings of a node: a field each, not private; a constructor without arguments or with the node's input. */
public interface NodeParameters extends Persistable, WidgetGroup {

    /** Called on defaults, on load, on each overwritten setting. Limits in widgets hold in the dialog only. */
    default void validate() throws InvalidSettingsException {
    }
}
