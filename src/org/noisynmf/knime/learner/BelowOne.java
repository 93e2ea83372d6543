package org.noisynmf.knime.learner;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** Numbers below 1. */
final class BelowOne extends MaxValidation {

    @Override
    protected double getMax() {
        return 1;
    }

    @Override
    public boolean isExclusive() {
        return true;
    }
}
