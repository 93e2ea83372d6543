package org.knime.core.data;

import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Cells in settings: the class and, under its name, the value. Only classes of which domains are made. */
final class CellFormat {

    private static final String CFG_CLASS = "datacell";

    private CellFormat() {
    }

    static void save(final DataCell cell, final String key, final ConfigWO parent) {
        var config = parent.addConfig(key);
        var type = cell.getClass();
        config.addString(CFG_CLASS, type.getName());
        var value = config.addConfig(type.getName());
        if (cell instanceof DoubleCell number) {
            value.addDouble(type.getSimpleName(), number.getDoubleValue());
        } else if (cell instanceof IntCell number) {
            value.addInt(type.getSimpleName(), number.getIntValue());
        } else if (cell instanceof LongCell number) {
            value.addLong(type.getSimpleName(), number.getLongValue());
        } else if (cell instanceof BooleanCell flag) {
            value.addBoolean(type.getSimpleName(), flag.getBooleanValue());
        } else if (cell instanceof StringCell text) {
            value.addString(type.getSimpleName(), text.getStringValue());
        } else {
            throw new IllegalArgumentException("A domain of " + type.getName() + " cannot be saved");
        }
    }

    static DataCell load(final ConfigRO parent, final String key) throws InvalidSettingsException {
        var config = parent.getConfig(key);
        var name = config.getString(CFG_CLASS);
        var value = config.getConfig(name);
        var simpleName = name.substring(name.lastIndexOf('.') + 1);
        if (name.equals(DoubleCell.class.getName())) {
            return new DoubleCell(value.getDouble(simpleName));
        }
        if (name.equals(IntCell.class.getName())) {
            return new IntCell(value.getInt(simpleName));
        }
        if (name.equals(LongCell.class.getName())) {
            return new LongCell(value.getLong(simpleName));
        }
        if (name.equals(BooleanCell.class.getName())) {
            return BooleanCell.BooleanCellFactory.create(value.getBoolean(simpleName));
        }
        if (name.equals(StringCell.class.getName())) {
            return new StringCell(value.getString(simpleName));
        }
        throw new InvalidSettingsException("A domain of " + name + " cannot be loaded");
    }
}
