package org.noisynmf.engine.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.noisynmf.engine.storage.Precision;
import org.noisynmf.engine.storage.StripIndex;
import org.noisynmf.engine.storage.Strips;

/**
 * All of observations but their strips, as bytes.
 *
 * @param index how many strips each observation has; their tiles are 0 until somebody fills them in
 * @param precision type in which they are stored
 * @param negativeValues what became of observed values below zero
 * @param dataExponent e in stored x = x · 2⁻ᵉ
 * @param weightExponent e in stored v = v · 2⁻ᵉ
 * @param sums what was summed and counted
 */
record ObservationsHead(StripIndex index, Precision precision, NegativeValues negativeValues, int dataExponent,
    int weightExponent, DataSums sums) {

    static void write(final Observations data, final DataOutput out) throws IOException {
        final int n = data.count();
        out.writeInt(data.pixels());
        out.writeInt(n);
        out.writeByte(data.precision().ordinal());
        out.writeByte(data.negativeValues().ordinal());
        out.writeBoolean(data.uniform());
        out.writeInt(data.dataExponent());
        out.writeInt(data.weightExponent());
        out.writeDouble(data.minimum());
        out.writeDouble(data.weightedSquares());
        out.writeDouble(data.weightSum());
        out.writeLong(data.negativeEntries());
        out.writeLong(data.alteredEntries());
        for (int i = 0; i < data.pixels(); i++) {
            out.writeBoolean(data.pixelObserved(i));
        }
        for (int j = 0; j < n; j++) {
            out.writeInt(data.observedCount(j));
            out.writeDouble(data.weightedSquares(j));
            out.writeInt(data.firstStrip(j + 1));
        }
    }

    static ObservationsHead read(final DataInput in) throws IOException {
        final int d = in.readInt();
        final int n = in.readInt();
        final Precision precision = Precision.values()[in.readByte()];
        final NegativeValues negativeValues = NegativeValues.values()[in.readByte()];
        final boolean uniform = in.readBoolean();
        final int dataExponent = in.readInt();
        final int weightExponent = in.readInt();
        final double minimum = in.readDouble();
        final double weightedSquares = in.readDouble();
        final double weightSum = in.readDouble();
        final long negativeEntries = in.readLong();
        final long alteredEntries = in.readLong();
        final boolean[] pixelObserved = new boolean[d];
        for (int i = 0; i < d; i++) {
            pixelObserved[i] = in.readBoolean();
        }
        final int[] observedCount = new int[n];
        final double[] squaresOf = new double[n];
        final int[] firstStrip = new int[n + 1];
        for (int j = 0; j < n; j++) {
            observedCount[j] = in.readInt();
            squaresOf[j] = in.readDouble();
            firstStrip[j + 1] = in.readInt();
        }
        return new ObservationsHead(
            new StripIndex(d, StripIndex.tileWidth(d), firstStrip, new int[firstStrip[n]]), precision, negativeValues,
            dataExponent, weightExponent, new DataSums(uniform, minimum, weightSum, weightedSquares, squaresOf,
                observedCount, negativeEntries, alteredEntries, pixelObserved));
    }

    /**
     * @param strips one for each of the index, whose tiles are filled in
     * @return the observations
     */
    Observations with(final Strips strips) {
        return new Observations(index, strips, precision, negativeValues, dataExponent, weightExponent, sums);
    }
}
