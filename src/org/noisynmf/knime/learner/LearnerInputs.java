package org.noisynmf.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;

/**
 * Which of the optional ports are there. Their types tell them apart: KNIME 5.8 does not say which group a port is of.
 *
 * @param weights index of the weights table, −1 without
 * @param model index of the start model, −1 without
 */
record LearnerInputs(int weights, int model) {

    /**
     * @param specs of all input ports, the data first
     * @return where the others are
     */
    static LearnerInputs of(final PortObjectSpec[] specs) {
        int weights = -1;
        int model = -1;
        for (int i = 1; i < specs.length; i++) {
            if (specs[i] instanceof DataTableSpec) {
                weights = i;
            } else if (specs[i] instanceof NmfModelPortObjectSpec) {
                model = i;
            }
        }
        return new LearnerInputs(weights, model);
    }
}
