package org.noisynmf.engine.vector;

import org.noisynmf.engine.arithmetic.VectorProducts;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Loops over strips of type {@code float}; written from {@link DoubleVectorProducts}, see there. */
public final class FloatVectorProducts implements VectorProducts<float[]> {

    /** The widest registers. */
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Elements of a register. */
    static final int L = SPECIES.length();

    /** Lanes of a sum along a strip. */
    static final int LANES = LANE_BYTES / Float.BYTES;

    /** Whether there are 32 registers, not 16: then twenty sums stay in them. */
    static final boolean WIDE = L == LANES;

    /**
     * Makes products.
     *
     * @throws UnsupportedOperationException if a register holds no whole fraction of the lanes of a sum
     */
    public FloatVectorProducts() {
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

    static FloatVector load(final float[] values, final int i) {
        return FloatVector.fromArray(SPECIES, values, i);
    }

    static FloatVector all(final float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    @Override
    public void dots(final float[][] x, final int count, final float[][] rows, final int rowCount,
        final float[] sums, final int[] positions, final int offset, final int length) {
        FloatVectorDots.dots(x, count, rows, rowCount, sums, positions, offset, length);
    }

    @Override
    public void across(final float[][] x, final int count, final float[] rows, final int columns,
        final float[] part, final float[] sums, final int[] positions, final int offset, final int length) {
        FloatVectorAcross.across(x, count, rows, columns, part, sums, positions, offset, length);
    }

    @Override
    public void turn(final float[][] w, final int rank, final float[] rows, final int columns, final int length) {
        FloatVectorAcross.turn(w, rank, rows, columns, length);
    }

    @Override
    public void pairs(final float[] rows, final int columns, final int rank, final int first, final int end,
        final float[] out, final int outColumns, final int length) {
        FloatVectorAcross.pairs(rows, columns, rank, first, end, out, outColumns, length);
    }

    @Override
    public void coefficients(final double[] wideH, final int[] first, final int rank, final double wideFactor,
        final int count, final int stride, final float[] factors) {
        for (int k = 0; k < rank; k++) {
            for (int s = 0; s < count; s++) {
                factors[k * stride + s] = (float)(wideFactor * wideH[first[s] + k]);
            }
        }
    }

    @Override
    public void products(final float[] factors, final int rank, final int count, final int stride,
        final float[] out) {
        for (int k = 0, at = 0; k < rank; k++) {
            for (int l = k; l < rank; l++, at += stride) {
                for (int s = 0; s < count; s++) {
                    out[at + s] = factors[k * stride + s] * factors[l * stride + s];
                }
            }
        }
    }

    @Override
    public void addProducts(final float[][] x, final int from, final int count, final float[] factors,
        final int stride, final float[][] out, final int outFrom, final int outs, final int length) {
        FloatVectorSums.addProducts(x, from, count, factors, stride, out, outFrom, outs, length);
    }

    @Override
    public void models(final float[][] w, final int rank, final double[] wideC, final float[][] v, final int vFrom,
        final int count, final float[][] out, final int length) {
        FloatVectorModels.models(w, rank, wideC, v, vFrom, count, out, length);
    }

    @Override
    public double wideElement(final float[] sums, final int position) {
        return sums[position];
    }

    @Override
    public double wideSum(final float[] sums, final int position) {
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
