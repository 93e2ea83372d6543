package org.noisynmf.knime.timing;

import java.util.Arrays;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.Timing;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.knime.dialog.AlgorithmChoice;
import org.noisynmf.knime.dialog.DataParameters;
import org.noisynmf.knime.dialog.ExecutionParameters;
import org.noisynmf.knime.dialog.ImageParameters;
import org.noisynmf.knime.table.EngineCall;

/** Settings of the timing. Keys in workflows are the names of the fields without "m_". */
final class TimingParameters implements NodeParameters {

    /** One time alone has no standard deviation. */
    private static final int FEWEST_PASSES = 2;

    private static final String OBSERVATIONS = "Numbers of observations";

    private static final String TEMPLATES = "Numbers of templates";

    private static final String PIXELS = "Numbers of pixels";

    /** What is factorised. */
    @Section(title = "Data")
    interface DataSection {
    }

    /** How. */
    @Section(title = "Method")
    @After(DataSection.class)
    interface MethodSection {
    }

    /** In which sizes. */
    @Section(title = "Sizes")
    @After(MethodSection.class)
    interface SizesSection {
    }

    /** How often. */
    @Section(title = "Measurement")
    @After(SizesSection.class)
    interface MeasurementSection {
    }

    /** On what. */
    @Section(title = "Execution")
    @After(MeasurementSection.class)
    interface ExecutionSection {
    }

    /** How large the plot is. */
    @Section(title = "Image")
    @After(ExecutionSection.class)
    interface ImageSection {
    }

    @Layout(DataSection.class)
    DataParameters m_data = new DataParameters();

    @Layout(MethodSection.class)
    @Widget(title = "Algorithm", description = "The algorithm to measure, with its default settings. Default: "
        + "accelerated coordinate descent, as in the NMF Learner.")
    @ChoicesProvider(Iterating.class)
    AlgorithmChoice m_algorithm = AlgorithmChoice.ACCELERATED;

    @Layout(MethodSection.class)
    @Widget(title = "Number of templates",
        description = "How many templates are learnt while the numbers of observations and of pixels vary, at least 1. "
            + "Default 5.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_templates = 5;

    @Layout(SizesSection.class)
    @Widget(title = OBSERVATIONS,
        description = "Whole numbers from 1 to the number of rows, separated by commas. Each is measured with all "
            + "pixels; the observations are evenly spread over the table. Empty (the default): an eighth, a quarter, "
            + "half and all of the rows, if these are no fewer than the templates.")
    @TextInputWidget(placeholder = "an eighth, a quarter, half and all")
    String m_observationSizes = "";

    @Layout(SizesSection.class)
    @Widget(title = TEMPLATES,
        description = "Whole numbers from 1, separated by commas, none above the numbers of rows "
            + "and of pixels. Each is measured with all observations and pixels. Default: 1, 2, 5, 10.")
    @TextInputWidget(placeholder = "none")
    String m_templateSizes = "1, 2, 5, 10";

    @Layout(SizesSection.class)
    @Widget(title = PIXELS,
        description = "Whole numbers from 1 to the number of pixels, separated by commas. Each is measured with all "
            + "observations; the pixels are evenly spread. Empty (the default): an eighth, a quarter, half and all of "
            + "the pixels, if these are no fewer than the templates.")
    @TextInputWidget(placeholder = "an eighth, a quarter, half and all")
    String m_pixelSizes = "";

    @Layout(MeasurementSection.class)
    @Widget(title = "Iterations measured", description = "How many iterations are timed for each size, at least 2. "
        + "Default 100.")
    @NumberInputWidget(minValidation = AtLeastTwo.class)
    int m_passes = 100;

    @Layout(MeasurementSection.class)
    @Widget(title = "Seconds before measuring", advanced = true,
        description = "How long to factorise all data before the first size is timed, 0 or more: the first iterations "
            + "are slow because Java still compiles the code. Default 2.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_warmUp = 2;

    @Layout(ExecutionSection.class)
    ExecutionParameters m_execution = new ExecutionParameters();

    @Layout(ImageSection.class)
    ImageParameters m_image = new ImageParameters();

    /** For KNIME. */
    TimingParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected
     */
    TimingParameters(final NodeParametersInput input) {
        m_data = new DataParameters(input);
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        m_image.validate();
        EngineCall.check(() -> {
            if (m_algorithm.algorithm().can(Capability.DIRECT)) {
                throw new IllegalArgumentException(
                    "\"" + m_algorithm.algorithm().title() + "\" makes no iterations, so "
                        + "there is nothing to measure");
            }
            m_data.photonNoise(true);
            m_data.uncertainties(true, null);
            observationSizes(1);
            templateSizes();
            pixelSizes(1);
            Timing.checkWarmUp(m_warmUp);
            if (m_passes < FEWEST_PASSES) {
                throw new IllegalArgumentException(
                    "the iterations measured are " + m_passes + ", but must be ≥ " + FEWEST_PASSES);
            }
            timing(Observations.of(new double[][]{{1}}, null));
        });
    }

    /**
     * @param data X and V
     * @return what measures
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    Timing timing(final Observations data) {
        final NmfSettingsBuilder builder =
            NmfSettings.builder().algorithm(m_algorithm.algorithm()).rank(m_templates);
        m_execution.addTo(builder);
        return new Timing(data, builder.build());
    }

    /**
     * @param all n
     * @return the numbers of observations to measure, ascending
     */
    int[] observationSizes(final int all) {
        return sizes(m_observationSizes, OBSERVATIONS, all);
    }

    /** @return the numbers of templates to measure, ascending */
    int[] templateSizes() {
        return Sizes.parse(m_templateSizes, TEMPLATES);
    }

    /**
     * @param all d
     * @return the numbers of pixels to measure, ascending
     */
    int[] pixelSizes(final int all) {
        return sizes(m_pixelSizes, PIXELS, all);
    }

    private int[] sizes(final String list, final String title, final int all) {
        final int[] given = Sizes.parse(list, title);
        return given.length == 0 ? Sizes.parts(all, m_templates) : given;
    }

    /** Offers what has iterations. */
    static final class Iterating implements EnumChoicesProvider<AlgorithmChoice> {
        @Override
        public List<AlgorithmChoice> choices(final NodeParametersInput context) {
            return Arrays.stream(AlgorithmChoice.values()).filter(c -> !c.algorithm().can(Capability.DIRECT)).toList();
        }
    }

    /** Numbers from 2. */
    static final class AtLeastTwo extends MinValidation {
        @Override
        protected double getMin() {
            return FEWEST_PASSES;
        }
    }
}
