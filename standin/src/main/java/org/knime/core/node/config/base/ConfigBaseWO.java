package org.knime.core.node.config.base;

/** Settings to write to. A key written twice keeps the last value. */
public interface ConfigBaseWO {

    String getKey();

    ConfigBase addConfigBase(String key);

    void addInt(String key, int value);

    void addLong(String key, long value);

    void addShort(String key, short value);

    void addByte(String key, byte value);

    void addChar(String key, char value);

    void addDouble(String key, double value);

    void addFloat(String key, float value);

    void addBoolean(String key, boolean value);

    void addString(String key, String value);

    void addIntArray(String key, int... values);

    void addLongArray(String key, long... values);

    void addDoubleArray(String key, double... values);

    void addBooleanArray(String key, boolean... values);

    void addStringArray(String key, String... values);
}
