package org.noisynmf.engine.vector;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of strips of type {@code double}, by the processor's vector instructions: sums stay in registers while the terms
 * go by. Every sum is a chain of fused multiplications and additions in a fixed order, whatever the width of the registers.
 *
 * <p>FloatVectorProducts is written from this file by LoopsTest: {@code double} becomes {@code float}, except before names
 * that begin with {@code wide}.
 */
@SuppressWarnings("cast") // a cast that is redundant here narrows in FloatVectorProducts
public final class DoubleVectorProducts implements VectorProducts<double[]> {

    /** The widest registers. */
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /** Elements of a register. */
    static final int L = SPECIES.length();

    /** Lanes of a sum along a strip. */
    static final int LANES = LANE_BYTES / Double.BYTES;

    /** Whether there are 32 registers, not 16: then twenty sums stay in them. */
    static final boolean WIDE = L == LANES;

    /**
     * Makes products.
     *
     * @throws UnsupportedOperationException if a register holds no whole fraction of the lanes of a sum
     */
    public DoubleVectorProducts() {
        if (LANES % L != 0) {
            throw new UnsupportedOperationException("Registers of " + SPECIES.vectorBitSize() + " bits");
        }
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int bits() {
        return SPECIES.vectorBitSize();
    }

    static DoubleVector load(final double[] values, final int i) {
        return DoubleVector.fromArray(SPECIES, values, i);
    }

    static DoubleVector all(final double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    @Override
    public void dots(final double[][] x, final int count, final double[][] rows, final int rowCount,
        final double[] sums, final int[] positions, final int offset, final int length) {
        DoubleVectorDots.dots(x, count, rows, rowCount, sums, positions, offset, length);
    }

    @Override
    public void across(final double[][] x, final int count, final double[] rows, final int columns,
        final double[] part, final double[] sums, final int[] positions, final int offset, final int length) {
        DoubleVectorAcross.across(x, count, rows, columns, part, sums, positions, offset, length);
    }

    @Override
    public void turn(final double[][] w, final int rank, final double[] rows, final int columns, final int length) {
        DoubleVectorAcross.turn(w, rank, rows, columns, length);
    }

    @Override
    public void pairs(final double[] rows, final int columns, final int rank, final int first, final int end,
        final double[] out, final int outColumns, final int length) {
        DoubleVectorAcross.pairs(rows, columns, rank, first, end, out, outColumns, length);
    }

    @Override
    public void coefficients(final double[] wideH, final int[] first, final int rank, final double wideFactor,
        final int count, final int stride, final double[] factors) {
        for (int k = 0; k < rank; k++) {
            for (int s = 0; s < count; s++) {
                factors[k * stride + s] = (double)(wideFactor * wideH[first[s] + k]);
            }
        }
    }

    @Override
    public void products(final double[] factors, final int rank, final int count, final int stride,
        final double[] out) {
        for (int k = 0, at = 0; k < rank; k++) {
            for (int l = k; l < rank; l++, at += stride) {
                for (int s = 0; s < count; s++) {
                    out[at + s] = factors[k * stride + s] * factors[l * stride + s];
                }
            }
        }
    }

    @Override
    public void addProducts(final double[][] x, final int from, final int count, final double[] factors,
        final int stride, final double[][] out, final int outFrom, final int outs, final int length) {
        DoubleVectorSums.addProducts(x, from, count, factors, stride, out, outFrom, outs, length);
    }

    @Override
    public void models(final double[][] w, final int rank, final double[] wideC, final double[][] v, final int vFrom,
        final int count, final double[][] out, final int length) {
        DoubleVectorModels.models(w, rank, wideC, v, vFrom, count, out, length);
    }

    @Override
    public double wideElement(final double[] sums, final int position) {
        return sums[position];
    }

    @Override
    public double wideSum(final double[] sums, final int position) {
        double wide0 = 0;
        double wide1 = 0;
        double wide2 = 0;
        double wide3 = 0;
        for (int at = position; at < position + LANES; at += 4) {
            wide0 += sums[at];
            wide1 += sums[at + 1];
            wide2 += sums[at + 2];
            wide3 += sums[at + 3];
        }
        return wide0 + wide1 + (wide2 + wide3);
    }
}
