package org.noisynmf.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;

import org.junit.Test;
import org.knime.node.parameters.widget.choices.Label;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Starting;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.dialog.AlgorithmChoice;
import org.noisynmf.knime.dialog.NegativeValuesChoice;
import org.noisynmf.knime.dialog.PrecisionChoice;
import org.noisynmf.knime.learner.choice.DistanceChoice;
import org.noisynmf.knime.learner.choice.ScalingChoice;
import org.noisynmf.knime.learner.choice.StartChoice;

/** The dialog's choices are the engine's. */
public class AlgorithmChoiceTest {

    @Test
    public void everyAlgorithmOfTheCatalogueIsOfferedOnceInItsOrder() {
        assertThat(AlgorithmChoice.values()).extracting(AlgorithmChoice::algorithm)
            .containsExactly(Algorithm.values());
    }

    @Test
    public void choicesBearTheTitlesOfTheCatalogue() throws Exception {
        for (final AlgorithmChoice choice : AlgorithmChoice.values()) {
            final Field field = AlgorithmChoice.class.getField(choice.name());
            assertThat(field.getAnnotation(Label.class).value()).isEqualTo(choice.algorithm().title());
            assertThat(field.getAnnotation(Label.class).description()).isNotBlank();
        }
    }

    /** Constants are stored in workflows under these names; each must mean the same as in the engine. */
    @Test
    public void constantsHaveTheNamesOfTheEngine() {
        assertThat(AlgorithmChoice.values()).allMatch(c -> c.name().equals(c.algorithm().name()));
        assertThat(Arrays.stream(DistanceChoice.values()).map(DistanceChoice::distance))
            .containsExactly(Distance.values());
        assertThat(Arrays.stream(StartChoice.values()).map(StartChoice::method))
            .containsExactlyInAnyOrder(StartMethod.values());
        assertThat(Arrays.stream(ScalingChoice.values()).map(ScalingChoice::scaling))
            .containsExactlyInAnyOrder(Scaling.values());
        assertThat(Arrays.stream(NegativeValuesChoice.values()).map(NegativeValuesChoice::treatment))
            .containsExactly(NegativeValues.values());
        assertThat(Arrays.stream(PrecisionChoice.values()).map(PrecisionChoice::precision))
            .containsExactlyInAnyOrder(Precision.values());
    }

    /** A predicate over no choice at all would never show its option. */
    @Test
    public void everyOptionThatDependsOnTheAlgorithmIsShownForOne() {
        for (final Capability capability : new Capability[]{Capability.KULLBACK_LEIBLER, Capability.SWEEPS,
            Capability.INNER_STEPS, Capability.DIRECT, Capability.L1, Capability.L2, Capability.ORTHOGONALITY,
            Capability.PIXEL_OVERLAP}) {
            assertThat(AlgorithmChoice.with(capability)).isNotEmpty();
        }
    }

    @Test
    public void defaultsAreTheEnginesButForTheScalingAndTheNumberOfStarts() {
        final NmfSettings ours = new LearnerParameters().settings();
        final NmfSettings engine = NmfSettings.builder().build();
        assertThat(ours.algorithm()).isEqualTo(Algorithm.ACCELERATED).isEqualTo(engine.algorithm());
        assertThat(ours.rank()).isEqualTo(engine.rank());
        assertThat(ours.rule().sweeps()).isEqualTo(engine.rule().sweeps());
        assertThat(ours.rule().extrapolate()).isEqualTo(engine.rule().extrapolate());
        assertThat(ours.stopping()).isEqualTo(engine.stopping());
        assertThat(ours.start().restarts()).isEqualTo(Starting.AUTOMATIC);
        assertThat(ours.toBuilder().restarts(engine.start().restarts()).build().start()).isEqualTo(engine.start());
        assertThat(ours.rule().options()).isEqualTo(engine.rule().options());
        assertThat(ours.output().scaling()).isEqualTo(Scaling.MAX);
        assertThat(ours.output().ordered()).isTrue();
        ours.check();
    }
}
