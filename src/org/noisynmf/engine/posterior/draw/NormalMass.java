package org.noisynmf.engine.posterior.draw;

/**
 * F(a, g) = log ∫₀^∞ exp(−a z²/2 + g z) dz = log √(2π/a) + r²/2 + log Φ(r) with r = g/√a: the mass of a normal distribution
 * above 0 when its peak at 0 is 1.
 *
 * <p>Below r = 0 the last two terms are taken together, r²/2 + log Φ(r) = log T(|r|), since each of them overflows where
 * their sum does not. T(y) = exp(y²/2) (1 − Φ(y)) is evaluated as in Shepherd and Laframboise (1981), by a polynomial in
 * (y − κ)/(y + κ) over 1 + y, here fitted with κ = 5.3 to a relative error of 3e-15 for every y ≥ 0.
 */
final class NormalMass {

    /** 0 observed, or next to nothing: a is taken as at least this times g², which changes F by 1e-14. */
    static final double LEAST_PRECISION = 1e-14;

    static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private static final double KAPPA = 5.3;

    private static final double P0 = 0.4588758113743844;
    private static final double P1 = -0.08964564019972367;
    private static final double P2 = 0.03433302813711614;
    private static final double P3 = 0.005185267850154412;
    private static final double P4 = -0.023475432462853354;
    private static final double P5 = 0.024611817471252226;
    private static final double P6 = -0.01719645170835993;
    private static final double P7 = 0.00879946166275892;
    private static final double P8 = -0.0031644146012058927;
    private static final double P9 = 0.0006088097925012028;
    private static final double P10 = 8.356253390477496e-05;
    private static final double P11 = -9.538751125545164e-05;
    private static final double P12 = 1.842226867842127e-05;
    private static final double P13 = 7.1048017751256424e-06;
    private static final double P14 = -3.891776663210567e-06;
    private static final double P15 = -2.807851326218959e-07;
    private static final double P16 = 5.726295438685287e-07;
    private static final double P17 = -1.6311769183111467e-08;
    private static final double P18 = -7.209431830697984e-08;
    private static final double P19 = 3.4301560537422545e-09;
    private static final double P20 = 5.900489864835245e-09;

    private NormalMass() {
    }

    /**
     * @param a precision ≥ 0
     * @param g linear term, below 0 where a is 0
     * @return F(a, g)
     */
    static double log(final double a, final double g) {
        final double precision = Math.max(a, LEAST_PRECISION * g * g);
        final double r = g / Math.sqrt(precision);
        return LOG_ROOT_TWO_PI - 0.5 * Math.log(precision)
            + (r > 0 ? r * r / 2 + Math.log1p(-Math.exp(-r * r / 2) * tail(r)) : Math.log(tail(-r)));
    }

    /**
     * @param y ≥ 0
     * @return T(y) = exp(y²/2) (1 − Φ(y)), from ½ at 0 towards 1/(y √2π)
     */
    static double tail(final double y) {
        final double[] value = {y};
        tails(value, value, 1);
        return value[0];
    }

    /**
     * T(|r|) of many numbers; the loop has the form that the JIT turns into vector instructions.
     *
     * @param r the numbers. Not modified, unless it is also the output.
     * @param out receives {@code count} values. Modified.
     * @param count number of them
     */
    static void tails(final double[] r, final double[] out, final int count) {
        for (int m = 0; m < count; m++) {
            final double y = Math.abs(r[m]);
            final double t = (y - KAPPA) / (y + KAPPA);
            final double s = t * t;
            // even and odd powers apart: two chains of half the length
            final double even = P0 + s * (P2 + s * (P4 + s * (P6 + s * (P8 + s * (P10 + s * (P12 + s * (P14
                + s * (P16 + s * (P18 + s * P20)))))))));
            final double odd = P1 + s * (P3 + s * (P5 + s * (P7 + s * (P9 + s * (P11 + s * (P13 + s * (P15
                + s * (P17 + s * P19))))))));
            out[m] = (even + t * odd) / (1 + y);
        }
    }
}
