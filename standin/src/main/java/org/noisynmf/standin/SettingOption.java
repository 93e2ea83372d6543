package org.noisynmf.standin;

import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** One setting overwritten from outside, as KNIME's batch option {@code -option=nodeId,path,value,type} does. */
final class SettingOption {

    private static final Map<String, Writer> WRITERS = Map.of(
        "int", (settings, key, value) -> settings.addInt(key, Integer.parseInt(value)),
        "long", (settings, key, value) -> settings.addLong(key, Long.parseLong(value)),
        "short", (settings, key, value) -> settings.addShort(key, Short.parseShort(value)),
        "byte", (settings, key, value) -> settings.addByte(key, Byte.parseByte(value)),
        "boolean", (settings, key, value) -> settings.addBoolean(key, Boolean.parseBoolean(value)),
        "char", (settings, key, value) -> settings.addChar(key, value.charAt(0)),
        // KNIME stores a float option as a double, too
        "float", (settings, key, value) -> settings.addDouble(key, Double.parseDouble(value)),
        "double", (settings, key, value) -> settings.addDouble(key, Double.parseDouble(value)),
        "String", (settings, key, value) -> settings.addString(key, value));

    private SettingOption() {
    }

    /**
     * @param path the key, with the keys of its groups before it, separated by slashes
     * @throws IllegalArgumentException if the type is unknown or the value is none of the type
     * @throws InvalidSettingsException if there is no such setting; KNIME adds one that nobody reads
     */
    static void overwrite(final NodeSettings settings, final String path, final String value, final String type)
        throws InvalidSettingsException {
        var writer = WRITERS.get(type);
        if (writer == null) {
            throw new IllegalArgumentException("Unknown option type for " + path + ": " + type + "; known are "
                + WRITERS.keySet().stream().sorted().toList());
        }
        var keys = path.split("/");
        var group = settings;
        for (int i = 0; i < keys.length - 1; i++) {
            group = group.getNodeSettings(keys[i]);
        }
        var key = keys[keys.length - 1];
        if (!group.containsKey(key)) {
            throw new InvalidSettingsException("There is no setting \"" + path + "\"; there are " + group.keySet());
        }
        try {
            writer.write(group, key, value);
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Option " + path + ": \"" + value + "\" is no " + type, e);
        }
    }

    private interface Writer {

        void write(NodeSettings settings, String key, String value);
    }
}
