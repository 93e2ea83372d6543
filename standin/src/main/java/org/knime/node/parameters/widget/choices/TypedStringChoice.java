package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    public static TypedStringChoice fromColSpec(final DataColumnSpec column) {
        var type = column.getType();
        var preferred = type.getPreferredValueClass();
        return new TypedStringChoice(column.getName(), column.getName(),
            new PossibleTypeValue(preferred == null ? type.getIdentifier() : preferred.getName(), type.getName()));
    }

    public record PossibleTypeValue(String id, String text) {
    }
}
