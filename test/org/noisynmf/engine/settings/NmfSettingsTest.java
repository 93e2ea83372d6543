package org.noisynmf.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.Test;

/** Settings are records: none is lost on the way through the builder, and each part refuses its own nonsense. */
public class NmfSettingsTest {

    private static final NmfSettings EVERYTHING_CHANGED = NmfSettings.builder().rank(7).algorithm(Algorithm.MURNMF)
        .distance(Distance.ITAKURA_SAITO).innerSteps(3).sweeps(4).extrapolate(true).shiftFactor(1.5).epsilon(1e-3)
        .lineSearch(true).blockPivoting(true).tau(0.3).annealing(0.4).lineMinimum(false)
        .templatePenalty(new Penalty(1, 2, 3)).coefficientPenalty(new Penalty(4, 5, 6)).pixelOverlap(0.7)
        .start(StartMethod.RAMP).growthPasses(8).seed(9).restarts(10).pixelAnchors(true)
        .stopping(new Stopping(11, 0.12, 0.13, 14)).scaling(Scaling.MAX).ordered(true).threads(15).device("16").build();

    /**
     * @param settings a record
     * @param path of it, before its components
     * @return every value in it that is no record itself, by its path
     */
    public static Map<String, Object> leaves(final Record settings, final String path) throws Exception {
        final Map<String, Object> values = new TreeMap<>();
        for (final RecordComponent component : settings.getClass().getRecordComponents()) {
            final String name = path + "/" + component.getName();
            final Object value = component.getAccessor().invoke(settings);
            if (value instanceof final Record part) {
                values.putAll(leaves(part, name));
            } else {
                values.put(name, value);
            }
        }
        return values;
    }

    @Test
    public void theBuilderSetsEveryComponent() throws Exception {
        final Map<String, Object> plain = leaves(NmfSettings.builder().build(), "");
        final List<String> same = new ArrayList<>();
        leaves(EVERYTHING_CHANGED, "").forEach((name, value) -> {
            if (Objects.equals(value, plain.get(name))) {
                same.add(name);
            }
        });
        assertThat(same).as("components that no setter of the builder changed; add them to this test, too").isEmpty();
    }

    @Test
    public void aCopyIsEqual() {
        assertThat(EVERYTHING_CHANGED.toBuilder().build()).isEqualTo(EVERYTHING_CHANGED);
        assertThat(EVERYTHING_CHANGED.toBuilder().rank(8).build()).isNotEqualTo(EVERYTHING_CHANGED);
    }

    @Test
    public void eachPartRefusesWhatIsOutOfItsRange() {
        assertRefused(b -> b.rank(0), "number of templates is 0");
        assertRefused(b -> b.innerSteps(0), "number of inner steps is 0");
        assertRefused(b -> b.sweeps(0), "number of coordinate sweeps is 0");
        assertRefused(b -> b.shiftFactor(Double.NaN), "shift factor is NaN");
        assertRefused(b -> b.shiftFactor(0.99), "shift factor is 0.99");
        assertRefused(b -> b.epsilon(0), "ε is 0.0");
        assertRefused(b -> b.tau(1), "τ is 1.0");
        assertRefused(b -> b.tau(Double.NaN), "τ is NaN");
        assertRefused(b -> b.annealing(1), "annealing rate is 1.0");
        assertRefused(b -> b.annealing(-0.1), "annealing rate is -0.1");
        assertRefused(b -> b.pixelOverlap(-1), "penalty is -1.0");
        assertRefused(b -> b.growthPasses(0), "number of growth iterations is 0");
        assertRefused(b -> b.restarts(-1), "number of starts is -1");
        assertRefused(b -> b.threads(-1), "number of threads is -1");
        assertRefused(b -> b.device("gpu"), "\"gpu\"");
    }

    private static void assertRefused(final UnaryOperator<NmfSettingsBuilder> change, final String message) {
        assertThatThrownBy(() -> change.apply(NmfSettings.builder()).build())
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message)
            .hasMessageContaining("must be");
    }
}
