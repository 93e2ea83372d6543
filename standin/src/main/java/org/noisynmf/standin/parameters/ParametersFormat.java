package org.noisynmf.standin.parameters;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistor;

/** Node parameters to and from settings, as KNIME stores them. */
public final class ParametersFormat {

    private static final String IS_PRESENT = "_is_present";

    private ParametersFormat() {
    }

    /**
     * The defaults of a node.
     *
     * @param input what is known of the ports; for parameters that have a constructor for it
     */
    public static <P extends NodeParameters> P create(final Class<P> type, final NodeParametersInput input) {
        try {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                    && constructor.getParameterTypes()[0] == NodeParametersInput.class) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(input));
                }
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Defaults of " + type.getName() + " failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be instantiated: " + e, e);
        }
        return instance(type);
    }

    static <T> T instance(final Class<T> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Constructor of " + type.getName() + " failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a constructor without arguments", e);
        }
    }

    public static void save(final Object group, final NodeSettingsWO settings) {
        for (var field : ParameterField.of(group.getClass())) {
            save(field, field.get(group), settings);
        }
    }

    private static void save(final ParameterField field, final Object value, final NodeSettingsWO settings) {
        var persistor = persistor(field);
        var element = field.elementGroup();
        if (persistor.isPresent()) {
            persistor.get().save(value, settings);
        } else if (field.optionalType().isPresent()) {
            var format = format(field, field.optionalType().get());
            var optional = (Optional<?>)value;
            format.save().to(settings, field.key(), optional.isPresent() ? optional.get() : format.empty());
            settings.addBoolean(field.key() + IS_PRESENT, optional.isPresent());
        } else if (element.isPresent()) {
            var array = settings.addNodeSettings(field.key());
            for (int i = 0; i < Array.getLength(value); i++) {
                save(Array.get(value, i), array.addNodeSettings(Integer.toString(i)));
            }
        } else if (field.isGroup()) {
            if (value == null) {
                throw new IllegalStateException(field + " is a group, it must not be null");
            }
            save(value, settings.addNodeSettings(field.key()));
        } else if (field.type() != Void.class) {
            format(field, field.type()).save().to(settings, field.key(), value);
        }
    }

    /** @throws InvalidSettingsException if a key is missing or its value unusable, and no migration provides for it */
    public static <P> P load(final Class<P> type, final NodeSettingsRO settings) throws InvalidSettingsException {
        return load(type, settings, false);
    }

    private static <P> P load(final Class<P> type, final NodeSettingsRO settings, final boolean outerDefaults)
        throws InvalidSettingsException {
        boolean defaults = outerDefaults || type.isAnnotationPresent(LoadDefaultsForAbsentFields.class);
        var group = instance(type);
        for (var field : ParameterField.of(type)) {
            if (!(isAbsent(field, settings) && (defaults || loadsDefault(field)))) {
                field.set(group, load(field, settings, defaults));
            }
        }
        return group;
    }

    private static boolean loadsDefault(final ParameterField field) {
        return field.annotation(Migrate.class).map(Migrate::loadDefaultIfAbsent).orElse(false)
            || field.annotation(LoadDefaultsForAbsentFields.class).isPresent();
    }

    private static boolean isAbsent(final ParameterField field, final NodeSettingsRO settings) {
        var persistor = persistor(field);
        if (persistor.isEmpty()) {
            return !settings.containsKey(field.key());
        }
        for (var path : persistor.get().getConfigPaths()) {
            if (settings.containsKey(path[0])) {
                return false;
            }
        }
        return true;
    }

    private static Object load(final ParameterField field, final NodeSettingsRO settings, final boolean defaults)
        throws InvalidSettingsException {
        for (var migration : migrations(field)) {
            var matcher = migration.getMatcher();
            if (matcher == null ? isAbsent(field, settings) : matcher.test(settings)) {
                return migration.getLoader().load(settings);
            }
        }
        var persistor = persistor(field);
        var element = field.elementGroup();
        if (persistor.isPresent()) {
            return persistor.get().load(settings);
        }
        if (field.optionalType().isPresent()) {
            // an absent flag reads as true: the parameter was not optional in an older version
            return settings.getBoolean(field.key() + IS_PRESENT, true)
                ? Optional.ofNullable(format(field, field.optionalType().get()).load().of(settings, field.key()))
                : Optional.empty();
        }
        if (element.isPresent()) {
            return loadArray(element.get(), settings.getNodeSettings(field.key()), defaults);
        }
        if (field.isGroup()) {
            return load(field.type(), settings.getNodeSettings(field.key()), defaults);
        }
        return field.type() == Void.class ? null : format(field, field.type()).load().of(settings, field.key());
    }

    private static Object loadArray(final Class<?> element, final NodeSettingsRO settings, final boolean defaults)
        throws InvalidSettingsException {
        var elements = new ArrayList<Object>();
        while (settings.containsKey(Integer.toString(elements.size()))) {
            elements.add(load(element, settings.getNodeSettings(Integer.toString(elements.size())), defaults));
        }
        return elements.toArray((Object[])Array.newInstance(element, 0));
    }

    private static ValueFormat<Object> format(final ParameterField field, final Class<?> type) {
        return ValueFormat.of(type).orElseThrow(() -> new IllegalStateException(
            field + " cannot be saved: No default persistor available for type '" + type + "'."));
    }

    @SuppressWarnings({"unchecked"})
    private static Optional<NodeParametersPersistor<Object>> persistor(final ParameterField field) {
        return field.annotation(Persistor.class)
            .or(() -> Optional.ofNullable(field.type().getAnnotation(Persistor.class)))
            .map(p -> (NodeParametersPersistor<Object>)instance(p.value()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<ConfigMigration<?>> migrations(final ParameterField field) {
        return field.annotation(Migration.class)
            .or(() -> Optional.ofNullable(field.type().getAnnotation(Migration.class)))
            .map(m -> (List<ConfigMigration<?>>)instance(m.value()).getConfigMigrations()).orElse(List.of());
    }
}
