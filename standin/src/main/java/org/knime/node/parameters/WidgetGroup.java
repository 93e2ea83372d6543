package org.knime.node.parameters;

/** A group of settings in a dialog. To be saved, a nested group must be {@code Persistable} too. */
public interface WidgetGroup {
}
