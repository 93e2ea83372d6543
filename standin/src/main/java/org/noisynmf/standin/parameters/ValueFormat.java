package org.noisynmf.standin.parameters;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * How a single value of a type stands in the settings.
 *
 * @param type of the value
 * @param load reads the value of a key
 * @param save writes a value under a key
 * @param empty what stands there in place of an absent optional value
 */
record ValueFormat<T>(Class<T> type, Load<T> load, Save<T> save, T empty) {

    private static final Map<Class<?>, ValueFormat<?>> FORMATS = Stream.of(
        new ValueFormat<>(Integer.class, (s, k) -> s.getInt(k), (s, k, v) -> s.addInt(k, v), 0),
        new ValueFormat<>(Long.class, (s, k) -> s.getLong(k), (s, k, v) -> s.addLong(k, v), 0L),
        new ValueFormat<>(Short.class, (s, k) -> s.getShort(k), (s, k, v) -> s.addShort(k, v), (short)0),
        new ValueFormat<>(Byte.class, (s, k) -> s.getByte(k), (s, k, v) -> s.addByte(k, v), (byte)0),
        new ValueFormat<>(Character.class, (s, k) -> s.getChar(k), (s, k, v) -> s.addChar(k, v), ' '),
        new ValueFormat<>(Double.class, (s, k) -> s.getDouble(k), (s, k, v) -> s.addDouble(k, v), 0.0),
        new ValueFormat<>(Float.class, (s, k) -> s.getFloat(k), (s, k, v) -> s.addFloat(k, v), 0f),
        new ValueFormat<>(Boolean.class, (s, k) -> s.getBoolean(k), (s, k, v) -> s.addBoolean(k, v), false),
        new ValueFormat<>(String.class, (s, k) -> s.getString(k), (s, k, v) -> s.addString(k, v), null),
        new ValueFormat<>(int[].class, (s, k) -> s.getIntArray(k), (s, k, v) -> s.addIntArray(k, v), new int[0]),
        new ValueFormat<>(long[].class, (s, k) -> s.getLongArray(k), (s, k, v) -> s.addLongArray(k, v), new long[0]),
        new ValueFormat<>(double[].class, (s, k) -> s.getDoubleArray(k), (s, k, v) -> s.addDoubleArray(k, v),
            new double[0]),
        new ValueFormat<>(boolean[].class, (s, k) -> s.getBooleanArray(k), (s, k, v) -> s.addBooleanArray(k, v),
            new boolean[0]),
        new ValueFormat<>(String[].class, (s, k) -> s.getStringArray(k), (s, k, v) -> s.addStringArray(k, v),
            new String[0]))
        .collect(Collectors.toMap(ValueFormat::type, f -> f));

    /** @return the format, empty if a value of the type cannot be saved */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Optional<ValueFormat<Object>> of(final Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(ofEnum((Class)type));
        }
        return Optional.ofNullable((ValueFormat)FORMATS.get(boxed(type)));
    }

    private static Class<?> boxed(final Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
    }

    private static <E extends Enum<E>> ValueFormat<E> ofEnum(final Class<E> type) {
        return new ValueFormat<>(type, (settings, key) -> {
            var name = settings.getString(key);
            return Arrays.stream(type.getEnumConstants()).filter(c -> c.name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidSettingsException(String.format("Invalid value '%s'. Possible values: %s",
                    name, List.of(type.getEnumConstants()).stream().map(Enum::name)
                        .collect(Collectors.joining(", ")))));
        }, (settings, key, value) -> settings.addString(key, value == null ? null : value.name()), null);
    }

    interface Load<T> {

        T of(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    interface Save<T> {

        void to(NodeSettingsWO settings, String key, T value);
    }
}
