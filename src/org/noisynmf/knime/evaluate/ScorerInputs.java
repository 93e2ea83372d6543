package org.noisynmf.knime.evaluate;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;

/**
 * Which of the optional ports are there. Their types tell them apart: KNIME 5.8 does not say which group a port is of.
 *
 * @param weights index of the weights table, −1 without
 * @param comparison index of the comparison model, −1 without
 */
record ScorerInputs(int weights, int comparison) {

    /** The model that is always there. */
    static final int MODEL = 0;

    /** The data that are always there. */
    static final int DATA = 1;

    /**
     * @param specs of all input ports, model and data first
     * @return where the others are
     */
    static ScorerInputs of(final PortObjectSpec[] specs) {
        int weights = -1;
        int comparison = -1;
        for (int i = DATA + 1; i < specs.length; i++) {
            if (specs[i] instanceof DataTableSpec) {
                weights = i;
            } else {
                comparison = i;
            }
        }
        return new ScorerInputs(weights, comparison);
    }
}
