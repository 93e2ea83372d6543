package org.knime.node.parameters.widget.choices.filter;

import org.knime.node.parameters.persistence.Persistable;

/** The selected types, by the name of their preferred value class. */
final class ColumnTypeFilter implements Persistable {

    String[] m_selectedTypes = new String[0];
}
