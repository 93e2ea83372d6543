package org.noisynmf.knime.posterior;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.knime.dialog.DataParameters;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.dialog.SettingTexts;
import org.noisynmf.knime.port.HeldTemplates;
import org.noisynmf.knime.table.EngineCall;

/** Settings of the posterior. Keys in workflows are the names of the fields without "m_". */
final class NmfPosteriorParameters implements NodeParameters {

    /** What is factorised. */
    @Section(title = "Data")
    interface DataSection {
    }

    /** Into what. */
    @Section(title = "Templates")
    @After(DataSection.class)
    interface TemplatesSection {
    }

    /** How long. */
    @Section(title = "Sampling")
    @After(TemplatesSection.class)
    interface SamplingSection {
    }

    /** On what. */
    @Section(title = "Execution")
    @After(SamplingSection.class)
    interface ExecutionSection {
    }

    @Layout(DataSection.class)
    DataParameters m_data = new DataParameters();

    @Layout(DataSection.class)
    @Widget(title = "Unknown scale of the noise",
        description = "Switch on if the weights are only proportional to inverse variances, or absent: the common "
            + "factor of the variances is then sampled, too. Default off: weights are inverse variances.")
    boolean m_freeNoiseScale;

    @Layout(TemplatesSection.class)
    @Widget(title = "Number of templates",
        description = "At least 1; with a start model, its number of templates. Default 2.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_rank = 2;

    @Layout(TemplatesSection.class)
    @Widget(title = "Number of starts", advanced = true,
        description = "Without a start model: the number of fits from random starts, at least 1; the chains begin at "
            + "the best. Default 1.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_starts = 1;

    @Layout(TemplatesSection.class)
    @Widget(title = HeldTemplates.TITLE, advanced = true,
        description = "With a start model: numbers of its templates that are known and not sampled, from 0 and "
            + "separated by commas, e.g. <tt>0, 2</tt>. You can then sample more templates than the model has. Empty "
            + "(the default): all are sampled.")
    @Migrate(loadDefaultIfAbsent = true)
    String m_held = "";

    @Layout(SamplingSection.class)
    @Widget(title = "Append quantiles",
        description = "For every entry of templates and coefficients append the quantiles 0.025, 0.16, 0.5, 0.84 and "
            + "0.975 of its draws. Errors of entries near 0 are not symmetric. Default off.")
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_quantiles;

    @Layout(SamplingSection.class)
    @Widget(title = "Chains",
        description = "How many chains begin apart and are compared, 1 to 16; a single one cannot show whether it has "
            + "settled. Default 2.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostChains.class)
    int m_chains = 2;

    @Layout(SamplingSection.class)
    @Widget(title = "Largest number of sweeps",
        description = "For each chain, at least 20. Chains are compared after 2000 sweeps, then after 4000, and so "
            + "on, and end earlier if they agree. Default 32000.")
    @NumberInputWidget(minValidation = LeastSweeps.class)
    int m_sweeps = PosteriorSettings.DEFAULT_SWEEPS;

    @Layout(SamplingSection.class)
    @Widget(title = "Draws in the model", advanced = true,
        description = "How many draws of the templates the model keeps, from all chains together; at least one for "
            + "each chain. Default 200.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_draws = PosteriorSettings.DEFAULT_DRAWS;

    @Layout(SamplingSection.class)
    @Widget(title = "Random seed",
        description = "All random numbers follow from this whole number, 0 to 2<sup>53</sup>; equal seeds give equal "
            + "results for any number of threads. Default 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Seed.class)
    long m_seed = 1;

    @Layout(ExecutionSection.class)
    @Widget(title = SettingTexts.THREADS_TITLE, description = SettingTexts.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    /** For KNIME. */
    NmfPosteriorParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected
     */
    NmfPosteriorParameters(final NodeParametersInput input) {
        m_data = new DataParameters(input);
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> {
            settings(false, false);
            m_data.photonNoise(true);
            HeldTemplates.parse(m_held);
            m_data.uncertainties(true, null);
        });
    }

    /**
     * @param given whether there is a start model
     * @param reconstruction whether the mean of W H is wanted
     * @return the settings of the engine
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    PosteriorSettings settings(final boolean given, final boolean reconstruction) {
        Limits.checkSeed(m_seed);
        if (m_starts < 1) {
            // 0 would mean automatic
            throw new IllegalArgumentException("The number of starts is " + m_starts + ", but must be ≥ 1");
        }
        final NmfSettings fit = NmfSettings.builder().rank(m_rank).seed(m_seed).restarts(given ? 1 : m_starts)
            .start(given ? StartMethod.GIVEN : StartMethod.RANDOM).scaling(Scaling.SUM).threads(m_threads).build();
        return new PosteriorSettings(fit, true, m_chains, m_sweeps, m_freeNoiseScale, m_draws,
            reconstruction);
    }

    /** Lower limit of the number of sweeps. */
    static final class LeastSweeps extends MinValidation {
        @Override
        protected double getMin() {
            return PosteriorSettings.LEAST_SWEEPS;
        }
    }

    /** Upper limit of the number of chains. */
    static final class MostChains extends MaxValidation {
        @Override
        protected double getMax() {
            return PosteriorSettings.MOST_CHAINS;
        }
    }
}
