package org.noisynmf.engine.simulate;

/** Checks of what a simulator is given. */
final class Ranges {

    private Ranges() {
    }

    static void atLeast(final int value, final int lowest, final String name) {
        if (value < lowest) {
            throw new IllegalArgumentException("The " + name + " is " + value + ", but must be ≥ " + lowest);
        }
    }

    /** NaN fails. */
    static void within(final double value, final double lowest, final double highest, final String name) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ", but must be "
                + (lowest == Double.MIN_VALUE ? "> 0" : "≥ " + lowest)
                + (highest == Double.MAX_VALUE ? "" : " and ≤ " + highest));
        }
    }
}
