package org.noisynmf.knime.dialog;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** The largest random seed: the largest whole number that a dialog passes on exactly. */
public final class SeedLimit extends MaxValidation {

    private static final long LARGEST = 1L << 53;

    @Override
    protected double getMax() {
        return LARGEST;
    }

    /**
     * @param seed a random seed
     * @throws IllegalArgumentException if it is not in range
     */
    public static void check(final long seed) {
        if (seed < 0 || seed > LARGEST) {
            throw new IllegalArgumentException("The random seed is " + seed + ", but must be 0 to " + LARGEST);
        }
    }
}
