package org.noisynmf.standin;

import java.util.Locale;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.ConfigEntries;

/**
 * Settings overwritten by flow variables, as a node's {@code variables} say: a tree with the keys of the settings whose
 * leaves name the variable.
 */
final class FlowVariables {

    private static final String USED = "used_variable";

    private static final String EXPOSED = "exposed_variable";

    private FlowVariables() {
    }

    /**
     * @param variables the node's variables settings, with {@code tree}
     * @param values the variables in reach: String, Integer, Long, Double or Boolean
     */
    static void overwrite(final NodeSettings settings, final NodeSettingsRO variables,
        final Map<String, Object> values) throws InvalidSettingsException {
        overwriteGroup(settings, variables.getNodeSettings("tree"), values);
    }

    private static void overwriteGroup(final NodeSettings settings, final NodeSettingsRO tree,
        final Map<String, Object> values) throws InvalidSettingsException {
        for (var key : tree) {
            var node = tree.getNodeSettings(key);
            if (!settings.containsKey(key)) {
                throw new InvalidSettingsException(
                    "There is no setting \"" + key + "\" for a flow variable; there are " + settings.keySet());
            }
            if (node.containsKey(USED) && node.containsKey(EXPOSED)) {
                var name = node.getString(USED);
                if (name != null) {
                    overwriteSetting(settings, key, name, values);
                }
            } else {
                overwriteGroup(settings.getNodeSettings(key), node, values);
            }
        }
    }

    private static void overwriteSetting(final NodeSettings settings, final String key, final String name,
        final Map<String, Object> values) throws InvalidSettingsException {
        var value = values.get(name);
        if (value == null) {
            throw new InvalidSettingsException("Unknown variable \"" + name + "\"");
        }
        var type = settings.getEntry(key).getType();
        boolean isInt = value instanceof Integer;
        boolean isWhole = isInt || value instanceof Long;
        boolean isNumber = isWhole || value instanceof Double;
        boolean fits = switch (type) {
            case xint, xshort, xbyte -> isInt;
            case xlong -> isWhole;
            case xdouble, xfloat -> isNumber;
            case xboolean -> value instanceof Boolean || value instanceof String;
            case xstring -> true;
            default -> false;
        };
        if (!fits) {
            throw new InvalidSettingsException("Variable \"" + name + "\" of type "
                + value.getClass().getSimpleName() + " cannot overwrite setting \"" + key + "\" of type " + type);
        }
        write(settings, key, type, value, name);
    }

    private static void write(final NodeSettings settings, final String key, final ConfigEntries type,
        final Object value, final String name) throws InvalidSettingsException {
        switch (type) {
            case xint -> settings.addInt(key, (Integer)value);
            case xshort -> settings.addShort(key, (short)inRange(value, Short.MIN_VALUE, Short.MAX_VALUE, key, name));
            case xbyte -> settings.addByte(key, (byte)inRange(value, Byte.MIN_VALUE, Byte.MAX_VALUE, key, name));
            case xlong -> settings.addLong(key, ((Number)value).longValue());
            case xdouble -> settings.addDouble(key, ((Number)value).doubleValue());
            case xfloat -> settings.addFloat(key, ((Number)value).floatValue());
            case xboolean -> settings.addBoolean(key, toBoolean(value, key, name));
            default -> settings.addString(key, value.toString());
        }
    }

    private static int inRange(final Object value, final int min, final int max, final String key, final String name)
        throws InvalidSettingsException {
        int number = (Integer)value;
        if (number < min || number > max) {
            throw new InvalidSettingsException("Value " + number + " of variable \"" + name + "\" is out of range "
                + min + " to " + max + " (settings parameter \"" + key + "\")");
        }
        return number;
    }

    private static boolean toBoolean(final Object value, final String key, final String name)
        throws InvalidSettingsException {
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSettingsException("Unable to parse \"" + value + "\" (variable \"" + name
                + "\") as boolean expression (settings parameter \"" + key + "\")");
        };
    }
}
