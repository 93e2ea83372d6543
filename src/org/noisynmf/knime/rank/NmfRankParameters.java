package org.noisynmf.knime.rank;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.rank.RankSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.knime.dialog.DataParameters;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.dialog.SettingTexts;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.pixel.CategoryParameters;

/** Settings of the comparison. Keys in workflows are the names of the fields without "m_". */
final class NmfRankParameters implements NodeParameters {

    /** What is factorised. */
    @Section(title = "Data")
    interface DataSection {
    }

    /** Which numbers, how thoroughly. */
    @Section(title = "Templates")
    @After(DataSection.class)
    interface TemplatesSection {
    }

    /** On what. */
    @Section(title = "Execution")
    @After(TemplatesSection.class)
    interface ExecutionSection {
    }

    @Layout(DataSection.class)
    DataParameters m_data = new DataParameters();

    @Layout(DataSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    CategoryParameters m_categories = new CategoryParameters();

    @Layout(TemplatesSection.class)
    @Widget(title = "Smallest number of templates", description = "At least 1. Default 1.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_from = RankSettings.DEFAULT.from();

    @Layout(TemplatesSection.class)
    @Widget(title = "Largest number of templates",
        description = "At least the smallest number, and at most half the number of observations and the number of "
            + "pixels. The largest model also measures the noise, so choose more than you expect. Default 8.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_to = RankSettings.DEFAULT.to();

    @Layout(TemplatesSection.class)
    @Widget(title = "Parts of the observations", advanced = true,
        description = "The number of parts, each of which is held out once: at least 2, or 0 to fit neither parts nor "
            + "halves. Default 5.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_folds = RankSettings.DEFAULT.folds();

    @Layout(TemplatesSection.class)
    @Widget(title = "Masks", advanced = true,
        description = "The number of random masks, each of which hides a tenth of the entries: at least 2, or 0 for "
            + "none. Default 5.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_masks = RankSettings.DEFAULT.masks();

    @Layout(TemplatesSection.class)
    @Widget(title = "Starts", advanced = true,
        description = "How many fits of all data are made for each number of templates, at least 1: one grows from "
            + "the number before, the others start at random. Default 3.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_starts = RankSettings.DEFAULT.starts();

    @Layout(TemplatesSection.class)
    @Widget(title = "Random seed",
        description = "All random numbers follow from this whole number, 0 to 2<sup>53</sup>. Default 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Seed.class)
    long m_seed = 1;

    @Layout(ExecutionSection.class)
    @Widget(title = SettingTexts.THREADS_TITLE, description = SettingTexts.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    /** For KNIME. */
    NmfRankParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected
     */
    NmfRankParameters(final NodeParametersInput input) {
        m_data = new DataParameters(input);
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> {
            settings();
            m_data.photonNoise(true);
            m_data.uncertainties(true, null);
        });
    }

    /**
     * @return the settings of the engine
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    RankSettings settings() {
        Limits.checkSeed(m_seed);
        return new RankSettings(m_from, m_to, m_folds, m_masks, RankSettings.DEFAULT.maskedShare(), m_starts,
            NmfSettings.builder().stopping(RankSettings.STOPPING).seed(m_seed).threads(m_threads).build());
    }
}
