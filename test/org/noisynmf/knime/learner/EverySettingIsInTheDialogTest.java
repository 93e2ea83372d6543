package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.Test;
import org.knime.node.parameters.NodeParameters;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.knime.dialog.AlgorithmChoice;

/**
 * A setting of the engine that no parameter of the learner changes was forgotten in the dialog. Parameters and settings are
 * found by reflection, so that this needs no list; {@code FitOptionsTest} does the same for the command line.
 */
public class EverySettingIsInTheDialogTest {

    /** Values that some setting or other takes. */
    private static final Map<Class<?>, List<Object>> VALUES = Map.of(int.class, List.of(7, 1), long.class, List.of(7L),
        double.class, List.of(0.25, 2.5), boolean.class, List.of(true, false));

    /** What the engine's settings hold, by name: they are records of values and of records. */
    private static Map<String, Object> held(final NmfSettings settings) throws ReflectiveOperationException {
        final Map<String, Object> held = new TreeMap<>();
        hold(settings, "", held);
        return held;
    }

    private static void hold(final Record values, final String path, final Map<String, Object> held)
        throws ReflectiveOperationException {
        for (final RecordComponent component : values.getClass().getRecordComponents()) {
            final Object value = component.getAccessor().invoke(values);
            if (value instanceof Record inner) {
                hold(inner, path + component.getName() + ".", held);
            } else {
                held.put(path + component.getName(), value);
            }
        }
    }

    private static List<Object> values(final Field field, final Object present) {
        if (field.getType().isEnum()) {
            return Arrays.asList(field.getType().getEnumConstants());
        }
        if (field.getType() == Optional.class) {
            return List.of(Optional.of(7), Optional.of(7L), Optional.of(0.25), Optional.of("0"), Optional.empty());
        }
        return field.getType() == String.class ? List.of("0", present + "1")
            : VALUES.getOrDefault(field.getType(), List.of());
    }

    /** Sets every parameter in turn to every value that fits, with every algorithm, and notes which settings change. */
    private static void vary(final LearnerParameters all, final NodeParameters group, final Map<String, Object> usual,
        final Set<String> changed) throws ReflectiveOperationException {
        for (final Field field : group.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            final Object before = field.get(group);
            if (before instanceof NodeParameters inner) {
                vary(all, inner, usual, changed);
                continue;
            }
            for (final Object value : values(field, before)) {
                try {
                    field.set(group, value);
                    held(all.settings()).forEach((name, held) -> {
                        if (!Objects.equals(held, usual.get(name))) {
                            changed.add(name);
                        }
                    });
                } catch (IllegalArgumentException | ClassCastException e) {
                    // a value that this parameter does not take; another does
                    continue;
                }
            }
            field.set(group, before);
        }
    }

    @Test
    public void everySettingOfTheEngineIsChangedBySomeParameter() throws ReflectiveOperationException {
        final Map<String, Object> usual = held(new LearnerParameters().settings());
        final Set<String> changed = new TreeSet<>();
        for (final AlgorithmChoice algorithm : AlgorithmChoice.values()) {
            final LearnerParameters parameters = new LearnerParameters();
            parameters.m_method.m_algorithm = algorithm;
            vary(parameters, parameters, held(parameters.settings()), changed);
        }
        assertThat(new ArrayList<>(changed)).isEqualTo(new ArrayList<>(new TreeSet<>(usual.keySet())));
    }
}
