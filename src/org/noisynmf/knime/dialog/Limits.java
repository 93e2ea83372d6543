package org.noisynmf.knime.dialog;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** Largest numbers of settings that several dialogs have. */
public final class Limits {

    private static final long LARGEST_SEED = 1L << 53;

    private Limits() {
    }

    /** The largest random seed: the largest whole number that a dialog passes on exactly. */
    public static final class Seed extends MaxValidation {
        @Override
        protected double getMax() {
            return LARGEST_SEED;
        }
    }

    /** Numbers to 1. */
    public static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    /**
     * @param seed a random seed
     * @throws IllegalArgumentException if it is not in range
     */
    public static void checkSeed(final long seed) {
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("The random seed is " + seed + ", but must be 0 to " + LARGEST_SEED);
        }
    }
}
