package org.noisynmf.engine.storage;

/**
 * Keeps strips outside of the heap, in the order in which they were added. All are of one type, {@code double[]} or
 * {@code float[]}, and of one length.
 *
 * <p>A store is written by one thread; once finished it is read by several at once. What fails is thrown as
 * {@link java.io.UncheckedIOException}.
 */
public interface StripStore {

    /**
     * Adds a strip behind the others.
     *
     * @param strip the strip. Not modified.
     * @param length its elements, the same for all
     */
    void append(Object strip, int length);

    /** Says that no strip follows: from here on they can be read. */
    void finish();

    /**
     * Brings strips that will be read soon nearer, as far as the store can; returns when that is done.
     *
     * @param from first strip
     * @param to end of the range, exclusive
     */
    void fetch(int from, int to);

    /**
     * @param index number of the strip
     * @param strip receives its elements from 0, an array of the type that was added and at least as long. Modified.
     */
    void read(int index, Object strip);

    /**
     * Reads strips that lie one behind the other, many of them faster than one by one.
     *
     * @param first number of the first strip
     * @param count how many
     * @param strips receive their elements, each as {@link #read(int, Object)} says. The arrays are modified.
     */
    void read(int first, int count, Object[] strips);

    /**
     * Makes a store for strips that follow from these, such as the same data with other weights. Several threads may ask at
     * once.
     *
     * @return an empty one in the same place, which exists as long as this one unless it is discarded earlier
     */
    StripStore beside();

    /** Gives back the room that the strips take, and that of all stores beside it; nothing can be read from here on. */
    void discard();
}
