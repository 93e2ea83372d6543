package org.noisynmf.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;

/** Strips in a store are fetched and read where they lie. */
public class StoredStripsTest {

    /** Writes down what is fetched and read; every element of array a is a. */
    private static final class Recorder implements StripStore {

        private final List<String> m_fetched = new ArrayList<>();

        private final List<String> m_read = new ArrayList<>();

        @Override
        public void append(final Object strip, final int length) {
            throw new AssertionError("written to");
        }

        @Override
        public void finish() {
            throw new AssertionError("finished twice");
        }

        @Override
        public void fetch(final int from, final int to) {
            m_fetched.add(from + " to " + to);
        }

        @Override
        public void read(final int index, final Object strip) {
            throw new AssertionError("read");
        }

        @Override
        public void read(final int first, final int count, final Object[] strips) {
            m_read.add(first + " to " + (first + count));
            for (int s = 0; s < count; s++) {
                Arrays.fill((double[])strips[s], first + s);
            }
        }

        @Override
        public StripStore beside() {
            return new Recorder();
        }

        @Override
        public void discard() {
            throw new AssertionError("discarded");
        }
    }

    /** Strips 0 to 5 with weights of their own, but for strip 2, whose weights are 1. */
    private static StoredStrips strips(final Recorder store) {
        return StoredStrips.of(store, new int[]{0, 2, ~4, 5, 7, 9}, 32, Precision.FLOAT64, 0, 0);
    }

    @Test
    public void aRangeIsFetchedAtOnce() {
        final Recorder store = new Recorder();
        strips(store).fetch(1, 5);
        strips(store).fetch(3, 3);
        assertThat(store.m_fetched).containsExactly("2 to 9");
    }

    @Test
    public void aSelectionIsFetchedInItsRunsOnly() {
        final Recorder store = new Recorder();
        strips(store).select(new int[]{5, 0, 1, 2, 4, 4}).fetch(0, 6);
        assertThat(store.m_fetched).containsExactly("9 to 11", "0 to 5", "7 to 9", "7 to 9");
    }

    private static void read(final Strips strips, final int from, final int to, final Object[] data,
        final Object[] weights) {
        strips.read(from, to, from - 1, new double[to - from + 1][32], new double[to - from + 1][32], data, weights);
    }

    @Test
    public void aRangeIsReadAtOnceAndInUnits() {
        final Recorder store = new Recorder();
        final Object[] data = new Object[5];
        final Object[] weights = new Object[5];
        read(StoredStrips.of(store, new int[]{0, 2, ~4, 5, 7, 9}, 32, Precision.FLOAT64, 1, -1), 1, 5, data, weights);
        assertThat(store.m_read).containsExactly("2 to 9");
        assertThat(data).containsExactly(null, all(4), all(8), all(10), all(14));
        assertThat(weights).containsExactly(null, all(1.5), all(0.5), all(3), all(4));
    }

    @Test
    public void aSelectionIsReadInItsRuns() {
        final Recorder store = new Recorder();
        final Object[] data = new Object[6];
        final Object[] weights = new Object[6];
        read(strips(store).select(new int[]{5, 0, 1, 2, 4, 4}), 1, 6, data, weights);
        assertThat(store.m_read).containsExactly("0 to 5", "7 to 9", "7 to 9");
        assertThat(data).containsExactly(null, all(0), all(2), all(4), all(7), all(7));
        assertThat(weights).containsExactly(null, all(1), all(3), all(1), all(8), all(8));
    }

    private static double[] all(final double value) {
        final double[] strip = new double[32];
        Arrays.fill(strip, value);
        return strip;
    }
}
