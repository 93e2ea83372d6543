package org.noisynmf.engine.arithmetic;

/** Sums of numbers, in an order that never changes. */
public final class Summation {

    private Summation() {
    }

    /**
     * @param terms the terms. Not modified.
     * @param from first of them
     * @param to end of them, exclusive
     * @return their sum, made of four, since each waits for the last
     */
    public static double of(final double[] terms, final int from, final int to) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            sum0 += terms[i];
            sum1 += terms[i + 1];
            sum2 += terms[i + 2];
            sum3 += terms[i + 3];
        }
        for (; i < to; i++) {
            sum0 += terms[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
