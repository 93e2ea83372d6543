package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.Test;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsTest;
import org.noisynmf.knime.dialog.AlgorithmChoice;

/** A setting of the engine that no option of the learner's dialog can change is one that was forgotten. */
public class EverySettingInTheDialogTest {

    private static LearnerParameters with(final AlgorithmChoice algorithm) {
        final LearnerParameters parameters = new LearnerParameters();
        parameters.m_method.m_algorithm = algorithm;
        return parameters;
    }

    private static List<Field> fields(final Class<?> type) {
        final List<Field> fields = Stream.of(type.getDeclaredFields())
            .filter(f -> !Modifier.isStatic(f.getModifiers()) && !f.isSynthetic()).toList();
        fields.forEach(f -> f.setAccessible(true));
        return fields;
    }

    /** Other values than the default, at least one of which is in range and changes something. */
    private static List<?> others(final Object value) {
        if (value instanceof final Boolean b) {
            return List.of(!b);
        }
        if (value instanceof final Integer i) {
            return List.of(i + 1);
        }
        if (value instanceof final Long l) {
            return List.of(l + 1);
        }
        if (value instanceof Double) {
            return List.of(0.25, 1.25);
        }
        if (value instanceof final Enum<?> e) {
            return Stream.of(e.getDeclaringClass().getEnumConstants()).filter(c -> c != e).toList();
        }
        return value instanceof Optional ? List.of(Optional.of(3)) : List.of("auto");
    }

    @Test
    public void everySettingOfTheEngineIsChangedBySomeOption() throws Exception {
        final Set<String> changed = new TreeSet<>();
        for (final AlgorithmChoice algorithm : AlgorithmChoice.values()) {
            final Map<String, Object> before = leaves(with(algorithm).settings());
            for (final Field group : fields(LearnerParameters.class)) {
                for (final Field option : fields(group.getType())) {
                    for (final Object other : others(option.get(group.get(with(algorithm))))) {
                        final LearnerParameters parameters = with(algorithm);
                        option.set(group.get(parameters), other);
                        changed.addAll(changed(before, parameters));
                    }
                }
            }
        }
        assertThat(changed).isEqualTo(leaves(NmfSettings.builder().build()).keySet());
    }

    private static Set<String> changed(final Map<String, Object> before, final LearnerParameters parameters)
        throws Exception {
        final Set<String> changed = new TreeSet<>();
        try {
            final Map<String, Object> after = leaves(parameters.settings());
            after.keySet().stream().filter(name -> !String.valueOf(after.get(name)).equals(
                String.valueOf(before.get(name)))).forEach(changed::add);
        } catch (final IllegalArgumentException e) {
            assertThat(e).as("a value out of range is refused with its range").hasMessageContaining("must be");
        }
        return changed;
    }

    private static Map<String, Object> leaves(final NmfSettings settings) throws Exception {
        return NmfSettingsTest.leaves(settings, "");
    }
}
