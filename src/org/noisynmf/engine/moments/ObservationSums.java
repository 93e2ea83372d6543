package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;

/** The sums over pixels, which make the problems of the observations. */
interface ObservationSums {

    /** @return buffers for one thread */
    Kernels.Scratch newScratch();

    /**
     * See {@link Kernels#form}.
     *
     * @param from first observation
     * @param to end of the range, exclusive
     * @param h H. Not modified.
     * @param shift y
     * @param problems the batch. Modified.
     * @param firstSlot slot of the first observation
     * @param scratch made by {@link #newScratch}
     */
    void form(int from, int to, double[] h, double shift, Problems problems, int firstSlot, Kernels.Scratch scratch);

    /**
     * Sets the sums of some problems to 0.
     *
     * @param problems the batch. Modified.
     * @param shift y
     * @param first first slot
     * @param end end of the range, exclusive
     */
    static void clear(final Problems problems, final double shift, final int first, final int end) {
        clear(problems.linear(), first, end);
        if (problems.form() == Form.OWN_GRAM) {
            clear(problems.gram(), first, end);
        }
        if (problems.form() == Form.PRODUCT) {
            clear(problems.product(), first, end);
        }
        if (shift > 0) {
            clear(problems.shift(), first, end);
        }
    }

    private static void clear(final double[][] rows, final int first, final int end) {
        for (final double[] row : rows) {
            Arrays.fill(row, first, end, 0);
        }
    }
}
