package org.noisynmf.knime.table;

import org.knime.node.parameters.widget.choices.Label;

/** What the numbers of a weights table are. The names of the constants are stored in workflows and never change. */
public enum WeightsKind {
    /** V itself. */
    @Label(value = "Inverse variances", description = "1 / σ², the weights themselves; 0 = ignore the entry.")
    INVERSE_VARIANCE("inverse variance") {
        @Override
        boolean allowed(final double value) {
            return value >= 0 && value < Double.POSITIVE_INFINITY;
        }

        @Override
        double convert(final double value) {
            return value;
        }
    },
    /** V = 1 / number. */
    @Label(value = "Variances", description = "σ²; the weights are 1 / σ². Positive; ∞ = ignore the entry.")
    VARIANCE("variance") {
        @Override
        boolean allowed(final double value) {
            return value > 0 && 1 / value < Double.POSITIVE_INFINITY;
        }

        @Override
        double convert(final double value) {
            return 1 / value;
        }
    },
    /** V = 1 / number². */
    @Label(value = "Standard deviations", description = "σ; the weights are 1 / σ². Positive; ∞ = ignore the entry.")
    STANDARD_DEVIATION("standard deviation") {
        @Override
        boolean allowed(final double value) {
            return value > 0 && 1 / (value * value) < Double.POSITIVE_INFINITY;
        }

        @Override
        double convert(final double value) {
            return 1 / (value * value);
        }
    };

    private final String m_noun;

    WeightsKind(final String noun) {
        m_noun = noun;
    }

    abstract boolean allowed(double value);

    abstract double convert(double value);

    /**
     * @param value a number of the table
     * @return the weight
     * @throws IllegalArgumentException if the number is not allowed; says which are
     */
    double weight(final double value) {
        if (!allowed(value)) {
            throw new IllegalArgumentException("the " + m_noun + " is " + value + ", but must be "
                + (this == INVERSE_VARIANCE ? "a finite number ≥ 0 (0 or a missing cell = ignore the entry)"
                    : "> 0 (a missing cell = ignore the entry)"));
        }
        return convert(value);
    }
}
