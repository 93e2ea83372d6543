package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.HashSet;
import java.util.function.Predicate;

import org.knime.node.parameters.persistence.Persistable;

/** The names selected by hand, those deselected, and whether names in neither list are in. */
final class ManualFilter implements Persistable {

    String[] m_manuallySelected = new String[0];

    String[] m_manuallyDeselected = new String[0];

    boolean m_includeUnknownColumns;

    Predicate<String> predicate() {
        var selected = new HashSet<>(Arrays.asList(m_manuallySelected));
        var deselected = new HashSet<>(Arrays.asList(m_manuallyDeselected));
        return name -> selected.contains(name) || m_includeUnknownColumns && !deselected.contains(name);
    }
}
