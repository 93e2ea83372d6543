package org.noisynmf.knime.learner;

import java.util.stream.IntStream;

import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.pixel.OptionalTables;

/**
 * Which of the optional ports are there.
 *
 * @param weights index of the weights table, −1 without
 * @param model index of the start model, −1 without
 * @param categories index of the table of pixel categories, −1 without
 */
record LearnerInputs(int weights, int model, int categories) {

    /**
     * @param specs of all input ports, the data first
     * @param pixels of the data
     * @return where the others are
     */
    static LearnerInputs of(final PortObjectSpec[] specs, final PixelColumns pixels) {
        final OptionalTables tables = OptionalTables.of(specs, pixels);
        return new LearnerInputs(tables.weights(),
            IntStream.range(1, specs.length).filter(i -> specs[i] instanceof NmfModelPortObjectSpec).findFirst()
                .orElse(-1),
            tables.categories());
    }
}
