package org.noisynmf.engine.moments;

import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;

/**
 * Sums over pixels by vector instructions, straight along the strips: no strip is turned, and no second copy is kept. Sums
 * are added up in lanes over all tiles of an observation; an observation's sums never depend on its neighbours.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class LaneSums<A> implements ObservationSums {

    /** Strips that are summed up together. */
    private static final int STRIPS = 4;

    /** Bytes of the lanes of the sums of observations that are worked on together, at most: they stay in the second cache. */
    private static final int LANE_BYTES = 1 << 18;

    /** Rows of products of templates that are made at a time. */
    private static final int PAIR_ROWS = 60;

    private final TileEntries m_entries;

    private final int m_rank;

    private final int m_width;

    private final Loops<A> m_loops;

    private final VectorProducts<A> m_vectors;

    private final Pages<A> m_pages;

    private final TemplateTiles<A> m_templates;

    /**
     * @param observations X and V. Not modified.
     * @param entries their strips by tile
     * @param rank q
     * @param loops for the element type
     * @param vectors the same with vector instructions
     * @param pages V∘X and V by strip
     * @param templates W, which may change between calls of {@link #form}
     */
    LaneSums(final Observations observations, final TileEntries entries, final int rank, final Loops<A> loops,
        final VectorProducts<A> vectors, final Pages<A> pages, final TemplateTiles<A> templates) {
        m_entries = entries;
        m_rank = rank;
        m_width = observations.tileWidth();
        m_loops = loops;
        m_vectors = vectors;
        m_pages = pages;
        m_templates = templates;
    }

    /** Buffers of one thread. */
    private final class Buffers implements Kernels.Scratch {

        private final A[] m_data = m_loops.strips(STRIPS);

        private final A[] m_weights = m_loops.strips(STRIPS);

        /** Receive strips that are not in the heap. */
        private final A[] m_dataRead = m_loops.strips(STRIPS);

        private final A[] m_weightsRead = m_loops.strips(STRIPS);

        private final A[] m_models = m_loops.strips(STRIPS);

        /** Products of two templates each. */
        private final A[] m_pairs = m_loops.strips(Math.min(PAIR_ROWS, Problems.pairs(m_rank)));

        /** Where the coefficients of a strip's observation begin in H. */
        private final int[] m_first = new int[STRIPS];

        /** The coefficients of the strips, one after the other. */
        private final double[] m_coefficients = new double[STRIPS * m_rank];

        /** Where its sums begin. */
        private final int[] m_positions = new int[STRIPS];

        /** Lanes of the sums of some observations, and room for those of all rows behind. */
        private A m_lanes = m_loops.strip(0);

        private int m_room;

        /** Keeps the reads that bring strips into the cache from being optimised away. */
        private double m_fetched;

        Buffers() {
            for (int s = 0; s < STRIPS; s++) {
                m_models[s] = m_loops.strip(m_width);
                if (m_pages.stored()) {
                    m_dataRead[s] = m_loops.strip(m_width);
                    m_weightsRead[s] = m_loops.strip(m_width);
                }
            }
        }

        private A lanes(final int elements) {
            if (elements > m_room) {
                m_lanes = m_loops.strip(elements);
                m_room = elements;
            }
            return m_lanes;
        }

        private A[] pairs() {
            for (int p = 0; p < m_pairs.length && m_pairs[p] == null; p++) {
                m_pairs[p] = m_loops.strip(m_width);
            }
            return m_pairs;
        }
    }

    @Override
    public Kernels.Scratch newScratch() {
        return new Buffers();
    }

    @Override
    public void form(final int from, final int to, final double[] h, final double shift, final Problems problems,
        final int firstSlot, final Kernels.Scratch scratch) {
        ObservationSums.clear(problems, shift, firstSlot, firstSlot + to - from);
        final int sums = Problems.sums(problems.form(), m_rank, shift > 0);
        final int some = Math.max(STRIPS, LANE_BYTES / (sums * VectorProducts.LANE_BYTES));
        @SuppressWarnings("unchecked")
        final Buffers b = (Buffers)scratch;
        for (int first = from; first < to; first += some) {
            final int end = Math.min(first + some, to);
            form(first, end, h, shift, problems, firstSlot + first - from, sums, b);
        }
    }

    private void form(final int from, final int to, final double[] h, final double shift, final Problems problems,
        final int firstSlot, final int sums, final Buffers b) {
        final int stride = sums * m_vectors.lanes();
        final A lanes = b.lanes((to - from + 1) * stride);
        m_loops.clear(lanes, (to - from) * stride);
        for (int tile = 0; tile < m_templates.tiles(); tile++) {
            final int first = m_entries.lowerBound(tile, from);
            final int end = m_entries.lowerBound(tile, to);
            int pair = 0;
            // all that is not a pair goes with the first pairs
            do {
                final int pairs = problems.form() == Form.OWN_GRAM && first < end ? pairs(tile, pair, b) : 0;
                for (int entry = first; entry < end; entry += STRIPS) {
                    final int count = Math.min(STRIPS, end - entry);
                    load(entry, count, from, stride, pair == 0, b);
                    if (problems.form() != Form.SHARED_GRAM || shift > 0) {
                        b.m_fetched = m_pages.fetch(b.m_weights, 0, count);
                    }
                    if (pair == 0) {
                        b.m_fetched += m_pages.fetch(b.m_data, 0, count);
                    }
                    if (pairs > 0) {
                        m_vectors.dots(b.m_weights, count, b.m_pairs, pairs, lanes, b.m_positions,
                            pair * m_vectors.lanes(), m_width);
                    }
                    if (pair == 0) {
                        add(tile, count, h, shift, problems.form(), lanes, b);
                    }
                }
                pair += pairs;
            } while (problems.form() == Form.OWN_GRAM && first < end && pair < Problems.pairs(m_rank));
        }
        for (int m = 0; m < to - from; m++) {
            sum(lanes, m * stride, shift, problems, firstSlot + m);
        }
    }

    private void load(final int entry, final int count, final int from, final int stride, final boolean data,
        final Buffers b) {
        for (int s = 0; s < count; s++) {
            final int strip = m_entries.stripOf(entry + s);
            final int j = m_entries.observationOf(entry + s);
            b.m_first[s] = j * m_rank;
            b.m_positions[s] = (j - from) * stride;
            b.m_weights[s] = m_pages.weights(strip, b.m_weightsRead[s]);
            if (data) {
                b.m_data[s] = m_pages.data(strip, b.m_dataRead[s]);
            }
        }
    }

    /** Makes rows w_k ∘ w_l. */
    private int pairs(final int tile, final int first, final Buffers b) {
        final A[] rows = b.pairs();
        final A[] w = m_templates.strips(tile);
        final int count = Math.min(rows.length, Problems.pairs(m_rank) - first);
        for (int k = 0, pair = 0; k < m_rank; k++) {
            for (int l = k; l < m_rank; l++, pair++) {
                if (pair >= first && pair < first + count) {
                    m_loops.multiply(w[k], w[l], rows[pair - first], m_width);
                }
            }
        }
        return count;
    }

    /** Adds to all sums but those of pairs. */
    private void add(final int tile, final int count, final double[] h, final double shift, final Form form,
        final A lanes, final Buffers b) {
        final A[] rows = m_templates.strips(tile);
        final int each = m_rank * m_vectors.lanes();
        int at = 0;
        if (form == Form.PRODUCT) {
            Loops.copy(h, b.m_first, m_rank, count, b.m_coefficients);
            m_vectors.models(rows, m_rank, b.m_coefficients, b.m_weights, 0, count, b.m_models, m_width);
            m_vectors.dots(b.m_models, count, rows, m_rank, lanes, b.m_positions, at, m_width);
            at += each;
        } else if (form == Form.OWN_GRAM) {
            at += Problems.pairs(m_rank) * m_vectors.lanes();
        }
        if (shift > 0) {
            m_vectors.dots(b.m_weights, count, rows, m_rank, lanes, b.m_positions, at, m_width);
            at += each;
        }
        m_vectors.dots(b.m_data, count, rows, m_rank, lanes, b.m_positions, at, m_width);
    }

    /** Adds up the lanes of one observation. */
    private void sum(final A lanes, final int position, final double shift, final Problems problems, final int slot) {
        int at = position;
        if (problems.form() == Form.PRODUCT) {
            at = sum(lanes, at, 1, problems.product(), slot);
        }
        if (problems.form() == Form.OWN_GRAM) {
            at = sum(lanes, at, 1, problems.gram(), slot);
        }
        if (shift > 0) {
            at = sum(lanes, at, shift, problems.shift(), slot);
        }
        sum(lanes, at, 1, problems.linear(), slot);
    }

    /** @return the position behind these sums */
    private int sum(final A lanes, final int position, final double factor, final double[][] out, final int slot) {
        int at = position;
        for (final double[] row : out) {
            row[slot] = factor * m_vectors.wideSum(lanes, at);
            at += m_vectors.lanes();
        }
        return at;
    }
}
