package org.noisynmf.engine.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.noisynmf.engine.storage.StoredStrips;
import org.noisynmf.engine.storage.StripStore;

/**
 * All that observations in a store consist of beside the strips there, as bytes, big-endian: with them and the store, a later
 * process of the same version has the same observations.
 */
public final class StoredObservations {

    private StoredObservations() {
    }

    /**
     * @param data whose strips lie in a store. Not modified.
     * @param out where to
     * @throws IOException if that fails
     * @throws IllegalStateException if the strips lie in the heap
     */
    public static void write(final Observations data, final DataOutput out) throws IOException {
        if (!(data.strips() instanceof StoredStrips strips)) {
            throw new IllegalStateException("The strips of these observations lie in the heap, not in a store");
        }
        ObservationsHead.write(data, out);
        final int count = data.firstStrip(data.count());
        for (int s = 0; s < count; s++) {
            out.writeInt(data.tileOf(s));
        }
        strips.write(out);
    }

    /**
     * @param in where {@link #write} has written
     * @param store the store with the strips, finished
     * @return the observations as they were written
     * @throws IOException if that fails
     */
    public static Observations read(final DataInput in, final StripStore store) throws IOException {
        final ObservationsHead head = ObservationsHead.read(in);
        final int[] tiles = head.index().tileOfStrip();
        for (int s = 0; s < tiles.length; s++) {
            tiles[s] = in.readInt();
        }
        return head.with(StoredStrips.read(in, store, tiles.length, head.index().tileWidth(), head.precision()));
    }
}
