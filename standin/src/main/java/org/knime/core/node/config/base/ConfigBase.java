package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;

/** A tree of settings. Keys keep the order in which they were added. */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final String ARRAY_SIZE = "array-size";

    private final Map<String, AbstractConfigEntry> m_entries = new LinkedHashMap<>();

    public ConfigBase(final String key) {
        super(ConfigEntries.config, key);
    }

    /** @return a new, empty tree of the same class */
    public abstract ConfigBase getInstance(String key);

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(m_entries.keySet());
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public boolean containsKey(final String key) {
        return m_entries.containsKey(key);
    }

    public AbstractConfigEntry getEntry(final String key) {
        return m_entries.get(key);
    }

    public void addEntry(final AbstractConfigEntry entry) {
        if (entry.getKey() == null) {
            throw new IllegalArgumentException("Key must not be null!");
        }
        m_entries.put(entry.getKey(), entry);
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        var config = getInstance(key);
        addEntry(config);
        return config;
    }

    protected final void addConfigBase(final ConfigBase config) {
        addEntry(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        if (m_entries.get(key) instanceof ConfigBase config) {
            return config;
        }
        throw new InvalidSettingsException("ConfigBase for key \"" + key + "\" not found.");
    }

    /** Adds everything that is in this tree to the target; the entries are shared, the trees are not. */
    void copyEntriesTo(final ConfigBase target) {
        for (var entry : m_entries.values()) {
            if (entry instanceof ConfigBase config) {
                config.copyEntriesTo(target.addConfigBase(entry.getKey()));
            } else {
                target.addEntry(entry);
            }
        }
    }

    private <T> T find(final Class<T> type, final ConfigEntries entryType, final String key) {
        return m_entries.get(key) instanceof ConfigValueEntry entry && entry.getType() == entryType
            ? type.cast(entry.content()) : null;
    }

    private <T> T get(final Class<T> type, final ConfigEntries entryType, final String name, final String key)
        throws InvalidSettingsException {
        var value = find(type, entryType, key);
        if (value == null) {
            throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
        }
        return value;
    }

    private <T> T getOr(final Class<T> type, final ConfigEntries entryType, final String key, final T def) {
        var value = find(type, entryType, key);
        return value == null ? def : value;
    }

    private void add(final ConfigEntries type, final String key, final Object value) {
        addEntry(new ConfigValueEntry(type, key, value));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return get(Integer.class, ConfigEntries.xint, "Int", key);
    }

    @Override
    public int getInt(final String key, final int def) {
        return getOr(Integer.class, ConfigEntries.xint, key, def);
    }

    @Override
    public void addInt(final String key, final int value) {
        add(ConfigEntries.xint, key, value);
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return get(Long.class, ConfigEntries.xlong, "Long", key);
    }

    @Override
    public long getLong(final String key, final long def) {
        return getOr(Long.class, ConfigEntries.xlong, key, def);
    }

    @Override
    public void addLong(final String key, final long value) {
        add(ConfigEntries.xlong, key, value);
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return get(Short.class, ConfigEntries.xshort, "Short", key);
    }

    @Override
    public short getShort(final String key, final short def) {
        return getOr(Short.class, ConfigEntries.xshort, key, def);
    }

    @Override
    public void addShort(final String key, final short value) {
        add(ConfigEntries.xshort, key, value);
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return get(Byte.class, ConfigEntries.xbyte, "Byte", key);
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return getOr(Byte.class, ConfigEntries.xbyte, key, def);
    }

    @Override
    public void addByte(final String key, final byte value) {
        add(ConfigEntries.xbyte, key, value);
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return get(Character.class, ConfigEntries.xchar, "Char", key);
    }

    @Override
    public char getChar(final String key, final char def) {
        return getOr(Character.class, ConfigEntries.xchar, key, def);
    }

    @Override
    public void addChar(final String key, final char value) {
        add(ConfigEntries.xchar, key, value);
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return get(Double.class, ConfigEntries.xdouble, "Double", key);
    }

    @Override
    public double getDouble(final String key, final double def) {
        return getOr(Double.class, ConfigEntries.xdouble, key, def);
    }

    @Override
    public void addDouble(final String key, final double value) {
        add(ConfigEntries.xdouble, key, value);
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return get(Float.class, ConfigEntries.xfloat, "Float", key);
    }

    @Override
    public float getFloat(final String key, final float def) {
        return getOr(Float.class, ConfigEntries.xfloat, key, def);
    }

    @Override
    public void addFloat(final String key, final float value) {
        add(ConfigEntries.xfloat, key, value);
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return get(Boolean.class, ConfigEntries.xboolean, "Boolean", key);
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return getOr(Boolean.class, ConfigEntries.xboolean, key, def);
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        add(ConfigEntries.xboolean, key, value);
    }

    /** @return the text, null if null was stored */
    @Override
    public String getString(final String key) throws InvalidSettingsException {
        if (isString(key)) {
            return find(String.class, ConfigEntries.xstring, key);
        }
        throw new InvalidSettingsException("String for key \"" + key + "\" not found.");
    }

    @Override
    public String getString(final String key, final String def) {
        return isString(key) ? find(String.class, ConfigEntries.xstring, key) : def;
    }

    private boolean isString(final String key) {
        var entry = m_entries.get(key);
        return entry != null && entry.getType() == ConfigEntries.xstring;
    }

    @Override
    public void addString(final String key, final String value) {
        add(ConfigEntries.xstring, key, value);
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        var config = getConfigBase(key);
        if (!config.containsKey(ARRAY_SIZE)) {
            return null;
        }
        var values = new int[config.getInt(ARRAY_SIZE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = config.getInt(Integer.toString(i));
        }
        return values;
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        try {
            return getIntArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        var config = addConfigBase(key);
        if (values != null) {
            config.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addInt(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        var config = getConfigBase(key);
        if (!config.containsKey(ARRAY_SIZE)) {
            return null;
        }
        var values = new long[config.getInt(ARRAY_SIZE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = config.getLong(Integer.toString(i));
        }
        return values;
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        try {
            return getLongArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        var config = addConfigBase(key);
        if (values != null) {
            config.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addLong(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        var config = getConfigBase(key);
        if (!config.containsKey(ARRAY_SIZE)) {
            return null;
        }
        var values = new double[config.getInt(ARRAY_SIZE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = config.getDouble(Integer.toString(i));
        }
        return values;
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        try {
            return getDoubleArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        var config = addConfigBase(key);
        if (values != null) {
            config.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addDouble(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        var config = getConfigBase(key);
        if (!config.containsKey(ARRAY_SIZE)) {
            return null;
        }
        var values = new boolean[config.getInt(ARRAY_SIZE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = config.getBoolean(Integer.toString(i));
        }
        return values;
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        try {
            return getBooleanArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        var config = addConfigBase(key);
        if (values != null) {
            config.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addBoolean(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        var config = getConfigBase(key);
        if (!config.containsKey(ARRAY_SIZE)) {
            return null;
        }
        var values = new String[config.getInt(ARRAY_SIZE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = config.getString(Integer.toString(i));
        }
        return values;
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        try {
            return getStringArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        var config = addConfigBase(key);
        if (values != null) {
            config.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                config.addString(Integer.toString(i), values[i]);
            }
        }
    }

    public void load(final InputStream in) throws IOException {
        ConfigXml.read(this, in);
    }

    @Override
    public final void saveToXML(final OutputStream out) throws IOException {
        ConfigXml.write(this, out);
    }

    protected static ConfigBase loadFromXML(final ConfigBase config, final InputStream in) throws IOException {
        config.load(in);
        return config;
    }

    @Override
    Object content() {
        return m_entries;
    }

    @Override
    public String toString() {
        return getKey() + m_entries;
    }
}
