package org.noisynmf.engine.step;

/** The quotient of the multiplicative rules. */
final class Quotient {

    /**
     * What x/0 and 0/0 become. It revives a row of templates that is entirely 0, as the published implementation of
     * Nearly- and Shift-NMF does; data are scaled to order one so that the constant keeps its meaning.
     */
    static final double RESCUE = 1e-6;

    private Quotient() {
    }

    /**
     * @param numerator ≥ 0
     * @param denominator ≥ 0
     * @return numerator / denominator, or {@link #RESCUE} where that is not a finite number
     */
    static double of(final double numerator, final double denominator) {
        final double quotient = numerator / denominator;
        return quotient < Double.POSITIVE_INFINITY ? quotient : RESCUE;
    }
}
