package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;

/**
 * Settings to read from. A getter with one argument throws if the key is absent or of another type; one with a default
 * returns the default then.
 */
public interface ConfigBaseRO extends Iterable<String> {

    String getKey();

    Set<String> keySet();

    boolean containsKey(String key);

    @Override
    Iterator<String> iterator();

    ConfigBase getConfigBase(String key) throws InvalidSettingsException;

    int getInt(String key) throws InvalidSettingsException;

    int getInt(String key, int def);

    long getLong(String key) throws InvalidSettingsException;

    long getLong(String key, long def);

    short getShort(String key) throws InvalidSettingsException;

    short getShort(String key, short def);

    byte getByte(String key) throws InvalidSettingsException;

    byte getByte(String key, byte def);

    char getChar(String key) throws InvalidSettingsException;

    char getChar(String key, char def);

    double getDouble(String key) throws InvalidSettingsException;

    double getDouble(String key, double def);

    float getFloat(String key) throws InvalidSettingsException;

    float getFloat(String key, float def);

    boolean getBoolean(String key) throws InvalidSettingsException;

    boolean getBoolean(String key, boolean def);

    String getString(String key) throws InvalidSettingsException;

    String getString(String key, String def);

    int[] getIntArray(String key) throws InvalidSettingsException;

    int[] getIntArray(String key, int... def);

    long[] getLongArray(String key) throws InvalidSettingsException;

    long[] getLongArray(String key, long... def);

    double[] getDoubleArray(String key) throws InvalidSettingsException;

    double[] getDoubleArray(String key, double... def);

    boolean[] getBooleanArray(String key) throws InvalidSettingsException;

    boolean[] getBooleanArray(String key, boolean... def);

    String[] getStringArray(String key) throws InvalidSettingsException;

    String[] getStringArray(String key, String... def);

    void saveToXML(OutputStream out) throws IOException;
}
