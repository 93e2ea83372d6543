package org.noisynmf.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.noisynmf.standin.NodeHost;

/**
 * The limits that a dialog shows are those of the engine: the value at a limit is accepted, and the next one beyond it
 * refused. What is not in use may have any value, so both need to hold only with some choice of one or two other options.
 */
@RunWith(Parameterized.class)
public class DialogLimitsTest {

    /** A field, reached from the settings through their groups. */
    private record Option(List<Field> groups, Field field) {
        private static final double SMALL = 1e-5;

        Object get(final Object settings) throws IllegalAccessException {
            return field.get(group(settings));
        }

        void set(final Object settings, final Object value) throws IllegalAccessException {
            field.set(group(settings), value);
        }

        private Object group(final Object settings) throws IllegalAccessException {
            Object group = settings;
            for (final Field step : groups) {
                group = step.get(group);
            }
            return group;
        }

        /** The number as the field has it; a whole number beyond a limit is one further. */
        Object number(final double limit, final int beyond) {
            if (field.getType() == double.class) {
                return limit + beyond * SMALL;
            }
            if (field.getType() == long.class) {
                return (long)limit + beyond;
            }
            final int number = (int)limit + beyond;
            return field.getType() == Optional.class ? Optional.of(number) : number;
        }
    }

    /** Sets another option. */
    @FunctionalInterface
    private interface Change {
        void make(Object settings) throws IllegalAccessException;
    }

    private final Class<? extends NodeParameters> m_type;

    private final List<Option> m_options = new ArrayList<>();

    public DialogLimitsTest(final String factory) {
        m_type = NodeHost.create(factory).parametersClass().orElseThrow();
        collect(m_type, List.of());
    }

    @Parameters(name = "{0}")
    public static Collection<String> factories() throws Exception {
        return NodeDescriptionTest.factories();
    }

    private void collect(final Class<?> type, final List<Field> groups) {
        if (type.getSuperclass() != Object.class) {
            collect(type.getSuperclass(), groups);
        }
        for (final Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                continue;
            }
            field.setAccessible(true);
            if (NodeParameters.class.isAssignableFrom(field.getType())) {
                collect(field.getType(), Stream.concat(groups.stream(), Stream.of(field)).toList());
            } else {
                m_options.add(new Option(groups, field));
            }
        }
    }

    private static <T> T create(final Class<T> type) throws ReflectiveOperationException {
        final Constructor<T> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static double limit(final NumberInputWidgetValidation validation, final String name)
        throws ReflectiveOperationException {
        final Method method = validation.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        return (double)method.invoke(validation);
    }

    @Test
    public void limitsAreThoseOfTheEngine() throws Exception {
        final List<String> wrong = new ArrayList<>();
        for (final Option option : m_options) {
            final NumberInputWidget widget = option.field().getAnnotation(NumberInputWidget.class);
            if (widget == null) {
                continue;
            }
            if (widget.minValidation() != MinValidation.class) {
                final MinValidation least = create(widget.minValidation());
                if (!isLimit(option, limit(least, "getMin"), least.isExclusive(), -1)) {
                    wrong.add(option.field().getName() + ": " + least.getErrorMessage());
                }
            }
            if (widget.maxValidation() != MaxValidation.class) {
                final MaxValidation largest = create(widget.maxValidation());
                if (!isLimit(option, limit(largest, "getMax"), largest.isExclusive(), 1)) {
                    wrong.add(option.field().getName() + ": " + largest.getErrorMessage());
                }
            }
        }
        assertThat(wrong).as("limits of the dialog that are not those of the engine").isEmpty();
    }

    private boolean isLimit(final Option option, final double limit, final boolean exclusive, final int outwards)
        throws ReflectiveOperationException {
        final Object within = option.number(limit, exclusive ? -outwards : 0);
        final Object beyond = option.number(limit, exclusive ? 0 : outwards);
        final List<Change> changes = new ArrayList<>(List.of(settings -> {
        }));
        for (final Option other : m_options) {
            for (final Object value : other.equals(option) ? List.of() : others(other, limit, within)) {
                changes.add(settings -> other.set(settings, value));
            }
        }
        for (final Change change : changes) {
            if (isLimit(option, within, beyond, change)) {
                return true;
            }
        }
        for (final Change first : changes) {
            for (final Change second : changes) {
                if (isLimit(option, within, beyond, settings -> {
                    first.make(settings);
                    second.make(settings);
                })) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isLimit(final Option option, final Object within, final Object beyond,
        final Change change) throws ReflectiveOperationException {
        return isAccepted(option, within, change) && !isAccepted(option, beyond, change);
    }

    private boolean isAccepted(final Option option, final Object value, final Change change)
        throws ReflectiveOperationException {
        final NodeParameters settings = create(m_type);
        change.make(settings);
        option.set(settings, value);
        try {
            settings.validate();
            return true;
        } catch (final InvalidSettingsException e) {
            return false;
        }
    }

    /** Other values than the default. */
    private List<?> others(final Option option, final double limit, final Object within)
        throws ReflectiveOperationException {
        final Object value = option.get(create(m_type));
        if (value instanceof final Boolean b) {
            return List.of(!b);
        }
        if (value instanceof final Enum<?> e) {
            return Arrays.asList(e.getDeclaringClass().getEnumConstants());
        }
        if (value instanceof Integer) {
            return List.of(1, Integer.MAX_VALUE);
        }
        return value instanceof Double && within instanceof final Double w ? List.of(limit, w / 2) : List.of();
    }
}
