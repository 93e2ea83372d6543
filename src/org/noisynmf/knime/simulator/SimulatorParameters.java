package org.noisynmf.knime.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.TableForm;

/** Settings of the simulator. */
final class SimulatorParameters implements NodeParameters {

    /** What is simulated. */
    @Section(title = "Data")
    interface DataSection {
    }

    /** Two lines. */
    @Section(title = "Doublet")
    @After(DataSection.class)
    @Effect(predicate = IsDoublet.class, type = EffectType.SHOW)
    interface DoubletSection {
    }

    /** Spectra. */
    @Section(title = "Quasar spectra")
    @After(DoubletSection.class)
    @Effect(predicate = IsQuasars.class, type = EffectType.SHOW)
    interface QuasarSection {
    }

    /** Products. */
    @Section(title = "Low-rank products")
    @After(QuasarSection.class)
    @Effect(predicate = IsLowRank.class, type = EffectType.SHOW)
    interface LowRankSection {
    }

    /** Images. */
    @Section(title = "Images from parts")
    @After(LowRankSection.class)
    @Effect(predicate = IsParts.class, type = EffectType.SHOW)
    interface PartsSection {
    }

    /** How it leaves. */
    @Section(title = "Output")
    @After(PartsSection.class)
    interface OutputSection {
    }

    @Layout(DataSection.class)
    @Widget(title = "Kind of data",
        description = "What is simulated. Only the settings of this kind are shown. Default: doublet.")
    @ValueReference(KindReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    SimulationKind m_kind = SimulationKind.DOUBLET;

    @Layout(DoubletSection.class)
    DoubletParameters m_doublet = new DoubletParameters();

    @Layout(QuasarSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    QuasarParameters m_quasars = new QuasarParameters();

    @Layout(LowRankSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    LowRankParameters m_lowRank = new LowRankParameters();

    @Layout(PartsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    PartsParameters m_parts = new PartsParameters();

    @Layout(OutputSection.class)
    @Widget(title = "Random seed",
        description = "All tables follow from this whole number, 0 to 2<sup>53</sup>; the same seed gives the same "
            + "numbers. Default 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Seed.class)
    long m_seed = 1;

    @Layout(OutputSection.class)
    @Widget(title = "Pixels as",
        description = "One numeric column for each pixel, or one vector column. Default: numeric columns.")
    @ValueSwitchWidget
    TableForm m_form = TableForm.COLUMNS;

    /**
     * @return the data of the kind chosen
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    Simulation simulate() {
        return switch (m_kind) {
            case DOUBLET -> m_doublet.doublet().simulate(m_seed);
            case QUASARS -> spectra().simulation();
            case LOW_RANK -> m_lowRank.lowRank().simulate(m_seed).simulation();
            case PARTS -> m_parts.parts().simulate(m_seed);
        };
    }

    /**
     * @param simulation of these settings. Not modified.
     * @return what the second table holds, n arrays of d values
     */
    double[][] weights(final Simulation simulation) {
        return m_kind == SimulationKind.DOUBLET && m_doublet.m_table == WeightsTable.BACKGROUND_VARIANCE
            ? simulation.backgroundVariances() : simulation.v();
    }

    /** @return quasar spectra with what places them on their grid */
    Quasars.Spectra spectra() {
        return m_quasars.quasars().simulate(m_seed);
    }

    /** @return whether observations and truth are spectra in the frame of the observer */
    boolean asObserved() {
        return m_kind == SimulationKind.QUASARS && m_quasars.m_frame == FrameChoice.OBSERVED;
    }

    /** @return a name for each pixel of the window through which quasars are observed: its wavelength in nm */
    List<String> windowNames() {
        return names(m_quasars.quasars().windowWavelengths());
    }

    private static List<String> names(final double[] wavelengths) {
        return Arrays.stream(wavelengths).mapToObj(nm -> String.format(Locale.ROOT, "%.4f", nm)).toList();
    }

    /** @return a name for each pixel: of spectra its wavelength in nm, which the views of other nodes take for the axis */
    List<String> pixelNames() {
        return switch (m_kind) {
            case DOUBLET -> Labels.positions(m_doublet.m_pixels);
            case QUASARS -> names(m_quasars.quasars().wavelengths());
            case LOW_RANK -> Labels.positions(m_lowRank.m_pixels);
            case PARTS -> Labels.positions(m_parts.m_side * m_parts.m_side);
        };
    }

    /** @return the number of true templates */
    int templates() {
        return switch (m_kind) {
            case DOUBLET -> DoubletParameters.LINES;
            case QUASARS -> m_quasars.m_templates;
            case LOW_RANK -> m_lowRank.m_rank;
            case PARTS -> m_parts.m_parts;
        };
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> {
            m_doublet.doublet();
            m_quasars.quasars();
            m_lowRank.lowRank();
            m_parts.parts();
            Limits.checkSeed(m_seed);
        });
    }

    /** Knows the kind chosen. */
    static final class KindReference implements ParameterReference<SimulationKind> {
    }

    /** Holds for doublets. */
    static final class IsDoublet implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(SimulationKind.DOUBLET);
        }
    }

    /** Holds for quasar spectra. */
    static final class IsQuasars implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(SimulationKind.QUASARS);
        }
    }

    /** Holds for low-rank products. */
    static final class IsLowRank implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(SimulationKind.LOW_RANK);
        }
    }

    /** Holds for images. */
    static final class IsParts implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(SimulationKind.PARTS);
        }
    }
}
