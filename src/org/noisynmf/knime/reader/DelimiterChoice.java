package org.noisynmf.knime.reader;

import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.io.text.ReadOptions;

/** What separates the fields of a CSV file. The names of the constants are stored in workflows and never change. */
enum DelimiterChoice {
    @Label(value = "Detect",
        description = "Comma, semicolon, tab or blanks: the one with which most fields are numbers.")
    DETECT(ReadOptions.DETECT),

    @Label("Comma")
    COMMA(','),

    @Label("Semicolon")
    SEMICOLON(';'),

    @Label("Tab")
    TAB('\t'),

    @Label(value = "Blanks", description = "Any number of blanks and tabs, as in aligned columns.")
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
