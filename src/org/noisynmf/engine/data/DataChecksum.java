package org.noisynmf.engine.data;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Two numbers that tell data and weights from others: CRC-32C of every entry's bits, in the caller's units.
 *
 * @param data of the values, and of where they are missing
 * @param weights of the weights
 */
public record DataChecksum(long data, long weights) {

    /**
     * @param observations X and V. Not modified.
     * @return their checksums, the same for the same numbers held in the same precision
     */
    public static DataChecksum of(final Observations observations) {
        final int d = observations.pixels();
        final double[] x = new double[d];
        final double[] v = new double[d];
        final ByteBuffer bytes = ByteBuffer.allocate(d * Double.BYTES);
        final CRC32C ofData = new CRC32C();
        final CRC32C ofWeights = new CRC32C();
        for (int j = 0; j < observations.count(); j++) {
            observations.copy(j, x, v);
            update(ofData, bytes, x);
            update(ofWeights, bytes, v);
        }
        return new DataChecksum(ofData.getValue(), ofWeights.getValue());
    }

    private static void update(final CRC32C sum, final ByteBuffer bytes, final double[] values) {
        bytes.clear();
        bytes.asDoubleBuffer().put(values);
        sum.update(bytes);
    }
}
