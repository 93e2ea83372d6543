package org.noisynmf.engine.redshift.shift;

/**
 * The redshifts that are tried: in equal steps of log₁₀(1 + z) or of z itself, from the lowest to the highest.
 *
 * @param lowest z &gt; −1
 * @param highest above the lowest
 * @param step of log₁₀(1 + z) or of z, &gt; 0
 * @param logarithmic whether steps are those of log₁₀(1 + z)
 */
public record RedshiftGrid(double lowest, double highest, double step, boolean logarithmic) {

    /** More redshifts than this take longer than anyone waits. */
    private static final int MOST = 1_000_000;

    /** A last step that ends this share of a step short of the highest redshift is rounding. */
    private static final double ROUNDING = 1e-9;

    /** Fewer have no inner minimum. */
    private static final int LEAST = 3;

    /** Checks the ranges. */
    public RedshiftGrid {
        if (!(lowest > -1 && highest > lowest && highest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The redshifts are " + lowest + " to " + highest
                + ", but must be greater than -1 and increase");
        }
        final double range = logarithmic ? Math.log10((1 + highest) / (1 + lowest)) : highest - lowest;
        final double count = Math.floor(range / step + ROUNDING) + 1;
        if (!(step > 0 && count >= LEAST && count <= MOST)) {
            throw new IllegalArgumentException("The step of " + (logarithmic ? "log₁₀(1 + z)" : "z") + " is " + step
                + ", but must be above 0 and give from " + LEAST + " to " + MOST + " redshifts between " + lowest
                + " and "
                + highest);
        }
    }

    /** @return number of redshifts, ≥ 3 */
    public int count() {
        final double range = logarithmic ? Math.log10((1 + highest) / (1 + lowest)) : highest - lowest;
        return (int)Math.floor(range / step + ROUNDING) + 1;
    }

    /**
     * @param i 0 ≤ i &lt; count
     * @return the redshift
     */
    public double redshift(final int i) {
        return logarithmic ? (1 + lowest) * Math.pow(10, i * step) - 1 : lowest + i * step;
    }

    /** @return all of them, increasing */
    public double[] redshifts() {
        final double[] redshifts = new double[count()];
        for (int i = 0; i < redshifts.length; i++) {
            redshifts[i] = redshift(i);
        }
        return redshifts;
    }
}
