package org.noisynmf.knime.errors;

import java.util.Arrays;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.errors.Bootstrap;
import org.noisynmf.engine.errors.ErrorSettings;
import org.noisynmf.engine.errors.Jackknife;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.dialog.SettingTexts;
import org.noisynmf.knime.dialog.WeightsParameters;
import org.noisynmf.knime.port.HeldTemplates;
import org.noisynmf.knime.table.EngineCall;

/** Settings of the error estimates. Keys in workflows are the names of the fields without "m_". */
final class NmfErrorEstimatesParameters extends WeightsParameters {

    @Widget(title = "Method", description = "How errors are estimated. Default: bootstrap.")
    @ValueReference(MethodReference.class)
    MethodChoice m_method = MethodChoice.BOOTSTRAP;

    @Widget(title = "Samples", description = "Bootstrap samples, at least 2. Default 100.")
    @NumberInputWidget(minValidation = Fewest.class)
    @Effect(predicate = IsBootstrap.class, type = EffectType.SHOW)
    int m_samples = Bootstrap.DEFAULT_SAMPLES;

    @Widget(title = "Observations of a block",
        description = "How many neighbouring rows the bootstrap draws together, such as those of a day. Default 1, "
            + "for independent rows.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsBootstrap.class, type = EffectType.SHOW)
    int m_block = 1;

    @Widget(title = "Rises of chi-square (dQ)",
        description = "Levels of the displacement: increasing numbers above 0, separated by commas. If weights are "
            + "inverse variances, 1 is one standard deviation and 4 two. Default: those of PMF, 4, 8, 15, 25.")
    @Effect(predicate = IsDisplacement.class, type = EffectType.SHOW)
    String m_levels = "4, 8, 15, 25";

    @Widget(title = "Pixels to displace",
        description = "Numbers of the pixels, from 0 and separated by commas, whose entries are displaced in every "
            + "template. Empty (the default): all. Each entry takes about twenty fits.")
    @Effect(predicate = IsDisplacement.class, type = EffectType.SHOW)
    String m_pixels = "";

    @Widget(title = "Groups", description = "Groups of observations that the jackknife leaves out in turn, at least 2. "
        + "Default 10.")
    @NumberInputWidget(minValidation = Fewest.class)
    @Effect(predicate = IsJackknife.class, type = EffectType.SHOW)
    int m_groups = Jackknife.GROUPS;

    @Widget(title = HeldTemplates.TITLE, advanced = true,
        description = "Numbers of the templates of the model that are known and not refitted, from 0 and separated by "
            + "commas. Empty (the default): all are refitted.")
    String m_held = "";

    @Widget(title = "Random seed",
        description = "All random numbers follow from this whole number, 0 to 2<sup>53</sup>; equal seeds give equal "
            + "results for any number of threads. Default 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Seed.class)
    long m_seed = 1;

    @Widget(title = SettingTexts.THREADS_TITLE, advanced = true, description = SettingTexts.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> {
            settings();
            photonNoise(true);
            HeldTemplates.parse(m_held);
        });
    }

    /**
     * @return the settings of the engine
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    ErrorSettings settings() {
        Limits.checkSeed(m_seed);
        return new ErrorSettings(m_method.method(), m_samples, m_block, m_groups, levels(), pixels(),
            PosteriorSettings.DEFAULT_SWEEPS, m_seed, m_threads);
    }

    double[] levels() {
        try {
            return Arrays.stream(m_levels.split(",")).mapToDouble(text -> Double.parseDouble(text.trim())).toArray();
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("\"Rises of chi-square (dQ)\" is \"" + m_levels
                + "\", but must be numbers separated by commas", e);
        }
    }

    private int[] pixels() {
        if (m_pixels.isBlank()) {
            return new int[0];
        }
        try {
            return Arrays.stream(m_pixels.split(",")).mapToInt(text -> Integer.parseInt(text.trim())).toArray();
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("\"Pixels to displace\" is \"" + m_pixels
                + "\", but must be whole numbers from 0, separated by commas", e);
        }
    }

    /** What varies needs at least two. */
    static final class Fewest extends MinValidation {
        @Override
        protected double getMin() {
            return ErrorSettings.FEWEST;
        }
    }

    /** Knows the method chosen. */
    static final class MethodReference implements ParameterReference<MethodChoice> {
    }

    /** Holds for the bootstrap. */
    static final class IsBootstrap implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodReference.class).isOneOf(MethodChoice.BOOTSTRAP);
        }
    }

    /** Holds for displacement. */
    static final class IsDisplacement implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodReference.class).isOneOf(MethodChoice.DISPLACEMENT);
        }
    }

    /** Holds for the jackknife. */
    static final class IsJackknife implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodReference.class).isOneOf(MethodChoice.JACKKNIFE);
        }
    }
}
