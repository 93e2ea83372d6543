package org.noisynmf.knime.reader;

import org.knime.node.parameters.widget.choices.Label;

/** What separates the fields of a CSV file. The names of the constants are stored in workflows and never change. */
enum DelimiterChoice {
    @Label("Comma")
    COMMA(','),

    @Label("Semicolon")
    SEMICOLON(';'),

    @Label("Tab")
    TAB('\t'),

    @Label("Space")
    SPACE(' ');

    private final char m_character;

    DelimiterChoice(final char character) {
        m_character = character;
    }

    /** @return the character itself */
    char character() {
        return m_character;
    }
}
