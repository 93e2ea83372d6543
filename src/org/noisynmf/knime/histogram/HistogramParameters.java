package org.noisynmf.knime.histogram;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.knime.dialog.ImageParameters;
import org.noisynmf.knime.dialog.PixelColumnChoices;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.observation.ScoreColumns;
import org.noisynmf.view.plot.Histogram;

/** Settings of the histogram. */
final class HistogramParameters implements NodeParameters {

    private static final double PERCENT = 100;

    /** What is drawn. */
    @Section(title = "Histogram")
    interface HistogramSection {
    }

    /** How large it is. */
    @Section(title = "Image")
    @After(HistogramSection.class)
    interface ImageSection {
    }

    @Layout(HistogramSection.class)
    @Widget(title = "Column",
        description = "The numeric column that is drawn. Default: <i>Chi-square difference</i>, which the "
            + "Factorisation Scorer writes if a comparison model is connected.")
    @ChoicesProvider(PixelColumnChoices.class)
    String m_column = ScoreColumns.DIFFERENCE;

    @Layout(HistogramSection.class)
    @Widget(title = "Number of bins", description = "Bins of equal width, 1 to 1000. Default 50.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostBins.class)
    int m_bins = 50;

    @Layout(HistogramSection.class)
    @Widget(title = "Share that is drawn (%)",
        description = "The axis covers this share of the values, above 0 and at most 100, and leaves out equally many "
            + "at both ends, so that a few extreme values do not hide the others. The median and the text above the "
            + "plot always refer to all values. Default 99.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Hundred.class)
    double m_share = 99;

    @Layout(ImageSection.class)
    ImageParameters m_image = new ImageParameters();

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        m_image.validate();
        EngineCall.check(() -> {
            Histogram.checkBins(m_bins);
            if (!(m_share > 0 && m_share <= PERCENT)) {
                throw new IllegalArgumentException(
                    "The share that is drawn is " + m_share + " %, but must be above 0 and at most 100");
            }
        });
    }

    /** @return the plot of these numbers */
    Histogram histogram(final double[] values) {
        return new Histogram(m_column, values, m_bins, m_share / PERCENT);
    }

    /** Numbers to 1000. */
    static final class MostBins extends MaxValidation {
        @Override
        protected double getMax() {
            return Histogram.MOST_BINS;
        }
    }

    /** Numbers to 100. */
    static final class Hundred extends MaxValidation {
        @Override
        protected double getMax() {
            return PERCENT;
        }
    }
}
