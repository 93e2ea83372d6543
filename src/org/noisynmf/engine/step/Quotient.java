package org.noisynmf.engine.step;

/** The quotient of the multiplicative rules. */
public final class Quotient {

    /**
     * What 0/0 becomes where the objective falls as the unknown leaves 0. It revives a row of templates that is entirely 0,
     * as the published implementation of Nearly- and Shift-NMF does; data and templates are scaled to order one so that the
     * constant means the same in every unit. Where b is 0, that implementation goes to and fro between 0 and this value
     * for ever; here the unknown stays as it is.
     */
    public static final double RESCUE = 1e-6;

    private Quotient() {
    }

    /**
     * @param z the unknown, ≥ 0
     * @param numerator what it is multiplied by, ≥ 0
     * @param denominator ≥ 0
     * @return z · numerator / denominator; where that is not a finite number {@link #RESCUE} if the numerator is positive,
     *         else z
     */
    static double of(final double z, final double numerator, final double denominator) {
        final double quotient = z * numerator / denominator;
        return quotient < Double.POSITIVE_INFINITY ? quotient : numerator > 0 ? RESCUE : z;
    }
}
