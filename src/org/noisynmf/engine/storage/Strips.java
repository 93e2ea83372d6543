package org.noisynmf.engine.storage;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Where the strips of observations lie: in the heap, or in a store. Thread-safe. */
public interface Strips {

    /**
     * @param strip number of the strip
     * @param buffer may receive the strip, one tile long; null to make one where it is needed. Modified.
     * @return V∘X
     */
    Object weightedData(int strip, @Nullable Object buffer);

    /**
     * @param strip number of the strip
     * @param buffer may receive the strip, one tile long; null to make one where it is needed. Modified.
     * @return V
     */
    Object weights(int strip, @Nullable Object buffer);

    /**
     * Takes strips one behind the other, which a store may do faster than one by one. What belongs to strip s is at
     * s − {@code first} of each array.
     *
     * @param from first strip
     * @param to end of the range, exclusive
     * @param first see above
     * @param dataRoom arrays that may receive V∘X, one tile long. They are modified.
     * @param weightRoom arrays that may receive V, one tile long. They are modified.
     * @param data receives V∘X of each strip: its array, or where it is anyway. Modified.
     * @param weight the same for V. Modified.
     */
    default void read(final int from, final int to, final int first, final Object[] dataRoom,
        final Object[] weightRoom, final Object[] data, final Object[] weight) {
        for (int s = from; s < to; s++) {
            data[s - first] = weightedData(s, dataRoom[s - first]);
            weight[s - first] = weights(s, weightRoom[s - first]);
        }
    }

    /**
     * Brings strips that will be read soon into memory.
     *
     * @param from first strip
     * @param to end of the range, exclusive
     */
    void fetch(int from, int to);

    /** @return whether they lie in a store, from which they are read again and again */
    boolean stored();

    /** @return makes stores for strips that follow from these, where the heap may not hold them; null = it has to */
    @Nullable
    Supplier<StripStore> beside();

    /** Gives back the store in which they lie, if there is one; nobody reads them from here on. */
    void discard();

    /**
     * @param which numbers of the wanted strips. Not modified.
     * @return those strips, sharing the memory of these
     */
    Strips select(int[] which);

    /**
     * Strips in the heap.
     *
     * @param data V∘X by strip
     * @param weight V by strip
     * @param beside makes stores for strips that follow from these and find no room in the heap; null = there are none
     */
    record Held(Object[] data, Object[] weight, @Nullable Supplier<StripStore> beside) implements Strips {

        @Override
        public Object weightedData(final int strip, final @Nullable Object buffer) {
            return data[strip];
        }

        @Override
        public Object weights(final int strip, final @Nullable Object buffer) {
            return weight[strip];
        }

        @Override
        public void fetch(final int from, final int to) {
            // they are there
        }

        @Override
        public boolean stored() {
            return false;
        }

        @Override
        public void discard() {
            // the collector sees it
        }

        @Override
        public Strips select(final int[] which) {
            final Object[] someData = new Object[which.length];
            final Object[] someWeight = new Object[which.length];
            for (int s = 0; s < which.length; s++) {
                someData[s] = data[which[s]];
                someWeight[s] = weight[which[s]];
            }
            return new Held(someData, someWeight, beside);
        }
    }
}
