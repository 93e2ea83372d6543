package org.noisynmf.knime.simulator;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.simulate.LowRank;

/** Settings of the low-rank products. */
final class LowRankParameters implements NodeParameters {

    @Widget(title = "Number of observations", description = "Rows of the tables, at least 1. Default 40.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_observations = LowRank.DEFAULT.observations();

    @Widget(title = "Pixels of an observation", description = "Length of a row, at least 1. Default 10.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_pixels = LowRank.DEFAULT.pixels();

    @Widget(title = "Rank",
        description = "Number of true templates, at least 1. Templates and coefficients are uniform between 0 and 1. "
            + "Default 3.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_rank = LowRank.DEFAULT.rank();

    @Widget(title = "Noise of the products",
        description = "Standard deviation of the Gaussian noise, 0 or more. With 0 (the default) the data are exact and "
            + "all weights 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_noise = LowRank.DEFAULT.noise();

    /**
     * @return the simulator; its starts, which the node does not hand out, are those of Pav
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    LowRank lowRank() {
        return new LowRank(m_observations, m_pixels, m_rank, LowRank.DEFAULT.fitted(), LowRank.DEFAULT.zeros(),
            m_noise);
    }
}
