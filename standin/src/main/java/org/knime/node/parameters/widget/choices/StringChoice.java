package org.knime.node.parameters.widget.choices;

public record StringChoice(String id, String text) {

    public static StringChoice fromId(final String id) {
        return new StringChoice(id, id);
    }
}
