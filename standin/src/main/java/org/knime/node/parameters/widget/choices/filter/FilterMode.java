package org.knime.node.parameters.widget.choices.filter;

/** By what columns are selected. */
enum FilterMode {
    MANUAL, REGEX, WILDCARD, TYPE
}
