package org.noisynmf.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.Test;

/** Strips in a store are fetched where they lie. */
public class StoredStripsTest {

    /** Writes down what is fetched. */
    private static final class Recorder implements StripStore {

        private final List<String> m_fetched = new ArrayList<>();

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
}
