package org.noisynmf.knime.plot;

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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.knime.dialog.Gain;
import org.noisynmf.knime.dialog.ImageSize;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.WeightsKind;

/** Settings of the plot. */
final class PlotParameters implements NodeParameters {

    /** What is drawn. */
    @Section(title = "Plot")
    interface PlotSection {
    }

    /** How large it is. */
    @Section(title = "Image")
    @After(PlotSection.class)
    interface ImageSection {
    }

    @Layout(PlotSection.class)
    @Widget(title = "Plot", description = "What is drawn. Default: the templates.")
    @ValueReference(ChoiceReference.class)
    PlotChoice m_plot = PlotChoice.TEMPLATES;

    @Layout(PlotSection.class)
    @Widget(title = "Along",
        description = "Draw the convergence against iterations, or against seconds since the start of the search. "
            + "Default: iterations.")
    @ValueSwitchWidget
    @Effect(predicate = IsConvergence.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    AlongChoice m_along = AlongChoice.PASSES;

    @Layout(PlotSection.class)
    @Widget(title = "Draw the KKT residual",
        description = "Add a second plot with the relative projected gradient, which is 0 at a minimum (the "
            + "conditions of Karush, Kuhn and Tucker). It shows whether a &#967;&#178; that no longer changes is at a "
            + "minimum. Default off.")
    @Effect(predicate = IsConvergence.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_kkt;

    @Layout(PlotSection.class)
    @Widget(title = "Logarithmic axis where &#967;&#178; falls far", advanced = true,
        description = "Use a logarithmic axis, and say so in its title, if &#967;&#178; falls by more than a factor "
            + "of 100. Default on.")
    @Effect(predicate = IsConvergence.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_logarithmicChi2 = true;

    @Layout(PlotSection.class)
    @Widget(title = "Logarithmic values",
        description = "Draw the values of the templates on a logarithmic axis, as is usual for profiles of species. "
            + "Default off.")
    @Effect(predicate = IsTemplates.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_logarithmic;

    @Layout(PlotSection.class)
    @Widget(title = "Row ID of the observation",
        description = "The row of the data to draw. Empty (the default): the first row.")
    @TextInputWidget(placeholder = "the first row")
    @Effect(predicate = IsObservation.class, type = EffectType.SHOW)
    String m_rowId = "";

    @Layout(PlotSection.class)
    @Widget(title = "Weights are",
        description = "What the numbers of the weights table are, if one is connected. Rows are matched to the data "
            + "by row ID, columns by name; a missing cell is an entry of weight 0. Without the table all weights are "
            + "1.")
    @Effect(predicate = IsObservation.class, type = EffectType.SHOW)
    @ValueReference(Gain.WeightsReference.class)
    WeightsKind m_weights = WeightsKind.INVERSE_VARIANCE;

    @Layout(PlotSection.class)
    @Widget(title = Gain.TITLE, description = Gain.DESCRIPTION)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsObservationWithPhotonNoise.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_gain = 1;

    @Layout(PlotSection.class)
    @Widget(title = "Title of the pixel axis",
        description = "What the pixels are, with their unit, such as <i>Wavelength (nm)</i>. If the names of the "
            + "pixel columns are numbers, these are the positions along the axis, unless wavelengths are connected. "
            + "Default: from the names, such as <i>656.3 nm</i>.")
    @TextInputWidget(placeholder = "as the names say")
    @Effect(predicate = IsConvergence.class, type = EffectType.HIDE)
    String m_axisTitle = "";

    @Layout(PlotSection.class)
    @Widget(title = "Title of the values",
        description = "What the values are, with their unit, such as <i>Flux (mJy)</i>. Default: Template or Data.")
    @TextInputWidget(placeholder = "Template or Data")
    @Effect(predicate = IsConvergence.class, type = EffectType.HIDE)
    @Migrate(loadDefaultIfAbsent = true)
    String m_valueTitle = "";

    @Layout(ImageSection.class)
    @Widget(title = "Width", description = "Width of the drawing, 100 to 5000; letters are 12 high. Default 800.")
    @NumberInputWidget(minValidation = ImageSize.LeastSize.class, maxValidation = ImageSize.LargestSize.class)
    int m_width = 800;

    @Layout(ImageSection.class)
    @Widget(title = "Height", description = "Height of the drawing, 100 to 5000. Default 500.")
    @NumberInputWidget(minValidation = ImageSize.LeastSize.class, maxValidation = ImageSize.LargestSize.class)
    int m_height = 500;

    @Layout(ImageSection.class)
    @Widget(title = "Resolution", advanced = true,
        description = "Pixels of the image for each unit of width and height, 0.5 to 4: 1 for a screen, 3 for print. "
            + "Default 1.")
    @NumberInputWidget(minValidation = ImageSize.LeastScale.class, maxValidation = ImageSize.LargestScale.class)
    double m_resolution = 1;

    /** Knows what is drawn. */
    static final class ChoiceReference implements ParameterReference<PlotChoice> {
    }

    /** Holds for the templates. */
    static final class IsTemplates implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ChoiceReference.class).isOneOf(PlotChoice.TEMPLATES);
        }
    }

    /** Holds for one observation. */
    static final class IsObservation implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ChoiceReference.class).isOneOf(PlotChoice.OBSERVATION);
        }
    }

    /** Holds for one observation where the weights table has the variances of the background alone. */
    static final class IsObservationWithPhotonNoise implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsObservation.class).and(i.getPredicate(Gain.IsNeeded.class));
        }
    }

    /** Holds for the course of the misfit. */
    static final class IsConvergence implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ChoiceReference.class).isOneOf(PlotChoice.CONVERGENCE);
        }
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        ImageSize.check(m_width, m_height, m_resolution);
        EngineCall.check(() -> m_weights.photonNoise(m_gain, true));
    }
}
