package org.noisynmf.engine.storage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Strips in a store: of each V∘X and, unless they are all 1, behind it V.
 *
 * @param store where they lie, finished
 * @param address by strip the number in the store of V∘X, or its complement where V is not stored because it is 1
 * @param length elements of a strip
 * @param precision their type
 * @param dataExponent of the power of two that V∘X is still to be multiplied with
 * @param weightExponent of the power of two that V is still to be multiplied with
 * @param ones V where it is not stored, multiplied already
 */
public record StoredStrips(StripStore store, int[] address, int length, Precision precision, int dataExponent,
    int weightExponent, Object ones) implements Strips {

    /** Strips that are read at once, at most. */
    private static final int RUN = 128;

    /**
     * @param store where they lie, finished
     * @param address see the record
     * @param length elements of a strip
     * @param precision their type
     * @param dataExponent see the record
     * @param weightExponent see the record
     * @return the strips
     */
    static StoredStrips of(final StripStore store, final int[] address, final int length, final Precision precision,
        final int dataExponent, final int weightExponent) {
        return new StoredStrips(store, address, length, precision, dataExponent, weightExponent,
            StripScale.filled(precision, length, Math.scalb(1, weightExponent)));
    }

    /**
     * Writes what is needed to find strips in the store again.
     *
     * @param out where to
     * @throws IOException if that fails
     */
    public void write(final DataOutput out) throws IOException {
        out.writeInt(dataExponent);
        out.writeInt(weightExponent);
        for (final int at : address) {
            out.writeInt(at);
        }
    }

    /**
     * @param in where {@link #write} has written
     * @param store where the strips lie, finished
     * @param count number of strips
     * @param length elements of a strip
     * @param precision their type
     * @return the strips
     * @throws IOException if that fails
     */
    public static StoredStrips read(final DataInput in, final StripStore store, final int count, final int length,
        final Precision precision) throws IOException {
        final int dataExponent = in.readInt();
        final int weightExponent = in.readInt();
        final int[] address = new int[count];
        for (int s = 0; s < count; s++) {
            address[s] = in.readInt();
        }
        return of(store, address, length, precision, dataExponent, weightExponent);
    }

    @Override
    public Object weightedData(final int strip, final @Nullable Object buffer) {
        return read(begin(strip), buffer, dataExponent);
    }

    @Override
    public Object weights(final int strip, final @Nullable Object buffer) {
        return address[strip] < 0 ? ones : read(address[strip] + 1, buffer, weightExponent);
    }

    private Object read(final int index, final @Nullable Object buffer, final int exponent) {
        final Object strip = buffer != null ? buffer : precision.array(length);
        store.read(index, strip);
        scale(strip, exponent);
        return strip;
    }

    private static void scale(final Object strip, final int exponent) {
        if (exponent != 0) {
            StripScale.scale(strip, exponent);
        }
    }

    @Override
    public void read(final int from, final int to, final int first, final Object[] dataRoom,
        final Object[] weightRoom, final Object[] data, final Object[] weight) {
        final Object[] run = new Object[2 * RUN];
        for (int s = from; s < to;) {
            final int end = endOfRun(s, Math.min(to, s + RUN));
            int arrays = 0;
            for (int r = s; r < end; r++) {
                run[arrays++] = dataRoom[r - first];
                if (address[r] >= 0) {
                    run[arrays++] = weightRoom[r - first];
                }
            }
            store.read(begin(s), arrays, run);
            // scaled while they are in the cache
            for (; s < end; s++) {
                scale(dataRoom[s - first], dataExponent);
                data[s - first] = dataRoom[s - first];
                if (address[s] < 0) {
                    weight[s - first] = ones;
                } else {
                    scale(weightRoom[s - first], weightExponent);
                    weight[s - first] = weightRoom[s - first];
                }
            }
        }
    }

    @Override
    public void fetch(final int from, final int to) {
        // selected observations may lie far from one another
        for (int s = from; s < to;) {
            final int end = endOfRun(s, to);
            store.fetch(begin(s), end(end - 1));
            s = end;
        }
    }

    private int begin(final int strip) {
        return address[strip] < 0 ? ~address[strip] : address[strip];
    }

    private int end(final int strip) {
        return address[strip] < 0 ? begin(strip) + 1 : begin(strip) + 2;
    }

    /** @return the first strip that does not lie right behind the one before it, or {@code to} */
    private int endOfRun(final int from, final int to) {
        int s = from + 1;
        while (s < to && begin(s) == end(s - 1)) {
            s++;
        }
        return s;
    }

    @Override
    public boolean stored() {
        return true;
    }

    @Override
    public Supplier<StripStore> beside() {
        return store::beside;
    }

    @Override
    public void discard() {
        store.discard();
    }

    @Override
    public Strips select(final int[] which) {
        final int[] some = new int[which.length];
        for (int s = 0; s < some.length; s++) {
            some[s] = address[which[s]];
        }
        return new StoredStrips(store, some, length, precision, dataExponent, weightExponent, ones);
    }
}
