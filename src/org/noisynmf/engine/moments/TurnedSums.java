package org.noisynmf.engine.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;
import org.noisynmf.engine.storage.Heap;

/**
 * Sums over pixels by loops over observations.
 *
 * <p>Strips are contiguous in pixels, and the JIT does not vectorise a sum over what is contiguous. So the strips of a
 * group of observations in one tile are turned: row i then holds pixel i of all of them, and each sum becomes loops over
 * observations, sum_m += c_i row_i[m]. An observation's sums never depend on the others of its group.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class TurnedSums<A> implements ObservationSums {

    /** Largest group; longer rows leave the first cache level. */
    private static final int MAX_GROUP = Kernels.WORTHWHILE;

    private static final int SLAB = TemplateTiles.SLAB;

    private final Observations m_observations;

    private final TileEntries m_entries;

    private final int m_rank;

    private final int m_width;

    private final Loops<A> m_loops;

    private final Pages<A> m_pages;

    private final TemplateTiles<A> m_templates;

    /** Observations of a kept chunk. */
    private final int m_chunk;

    /** Turned rows of the groups of each chunk, in the order in which they are visited; empty if none are kept. */
    private final List<List<TurnedRows<A>>> m_kept = new ArrayList<>();

    /**
     * @param observations X and V. Not modified.
     * @param entries their strips by tile
     * @param rank q
     * @param loops for the element type
     * @param pages V∘X and V by strip
     * @param templates W, which may change between calls of {@link #form}
     * @param chunk observations that {@link #form} will be called with again and again, whose turned rows are kept if
     *            there is room; 0 to keep none
     */
    TurnedSums(final Observations observations, final TileEntries entries, final int rank, final Loops<A> loops,
        final Pages<A> pages, final TemplateTiles<A> templates, final int chunk) {
        m_observations = observations;
        m_entries = entries;
        m_rank = rank;
        m_width = observations.tileWidth();
        m_loops = loops;
        m_pages = pages;
        m_templates = templates;
        m_chunk = chunk;
        final double bytes =
            (observations.uniform() ? 1.0 : 2.0) * observations.firstStrip(observations.count()) * m_width
                * observations.precision().bytes();
        if (chunk > 0 && !observations.stored() && Heap.hasPlenty(bytes)) {
            for (int from = 0; from < observations.count(); from += chunk) {
                m_kept.add(new ArrayList<>());
            }
        }
    }

    /** Buffers of one thread. */
    private final class Buffers implements Kernels.Scratch {

        private final A[] m_sources = m_loops.strips(MAX_GROUP);

        /** Receive the strips of a group that are not in the heap. */
        private final A[] m_read = m_loops.strips(m_pages.stored() ? MAX_GROUP : 0);

        private final TurnedRows<A> m_rows = new TurnedRows<>(m_loops.strips(m_width));

        private final A[] m_models = m_loops.strips(SLAB);

        private final A[] m_coefficients = m_loops.strips(m_rank);

        private A[] m_sums = m_loops.strips(0);

        private final int[] m_slots = new int[MAX_GROUP];

        /** Keeps the reads that bring strips into the cache from being optimised away. */
        private double m_fetched;

        /** W of a slab, pixel by pixel. */
        private final double[] m_byPixel = new double[SLAB * m_rank];

        /** Products of two templates each, {@link #SLAB} of each pair. */
        private final double[] m_pairs = new double[SLAB * Problems.pairs(m_rank)];

        private A sum(final int index) {
            if (index >= m_sums.length) {
                final int had = m_sums.length;
                m_sums = Arrays.copyOf(m_sums, index + 1);
                fill(m_sums, had, index + 1, MAX_GROUP);
            }
            return m_sums[index];
        }
    }

    private void fill(final A[] strips, final int from, final int to, final int length) {
        for (int s = from; s < to; s++) {
            if (strips[s] == null) {
                strips[s] = m_loops.strip(length);
            }
        }
    }

    @Override
    public Kernels.Scratch newScratch() {
        return new Buffers();
    }

    @Override
    public void form(final int from, final int to, final double[] h, final double shift, final Problems problems,
        final int firstSlot, final Kernels.Scratch scratch) {
        @SuppressWarnings("unchecked")
        final Buffers b = (Buffers)scratch;
        ObservationSums.clear(problems, shift, firstSlot, firstSlot + to - from);
        final List<TurnedRows<A>> kept = kept(from, to);
        int group = 0;
        for (int tile = 0; tile < m_templates.tiles(); tile++) {
            final int first = m_entries.lowerBound(tile, from);
            final int entries = m_entries.lowerBound(tile, to) - first;
            final int groups = (entries + MAX_GROUP - 1) / MAX_GROUP;
            for (int g = 0; g < groups; g++, group++) {
                final int start = first + (int)((long)entries * g / groups);
                final int count = first + (int)((long)entries * (g + 1) / groups) - start;
                final TurnedRows<A> rows = turned(start, count, problems.form() != Form.SHARED_GRAM || shift > 0,
                    kept, group, b);
                for (int m = 0; m < count; m++) {
                    b.m_slots[m] = m_entries.observationOf(start + m) - from + firstSlot;
                }
                if (problems.form() == Form.PRODUCT) {
                    fill(b.m_models, 0, SLAB, MAX_GROUP);
                    fill(b.m_coefficients, 0, m_rank, MAX_GROUP);
                    for (int k = 0; k < m_rank; k++) {
                        m_loops.gather(h, (from - firstSlot) * m_rank + k, m_rank, b.m_slots, count,
                            b.m_coefficients[k]);
                    }
                }
                addGroup(tile, count, rows, shift, problems, b);
            }
        }
    }

    /** @return the kept rows of the chunk, or null if the range is none */
    private @Nullable List<TurnedRows<A>> kept(final int from, final int to) {
        return !m_kept.isEmpty() && from % m_chunk == 0
            && to == Math.min(from + m_chunk, m_observations.count()) ? m_kept.get(from / m_chunk) : null;
    }

    private TurnedRows<A> turned(final int start, final int count, final boolean weighted,
        final @Nullable List<TurnedRows<A>> kept,
        final int group, final Buffers b) {
        if (kept == null) {
            turn(false, start, count, b.m_rows.data(), MAX_GROUP, b);
            if (weighted) {
                turn(true, start, count, b.m_rows.roomForWeights(m_loops, m_width), MAX_GROUP, b);
            }
            return b.m_rows;
        }
        if (group == kept.size()) {
            final TurnedRows<A> rows = new TurnedRows<>(m_loops.strips(m_width));
            turn(false, start, count, rows.data(), count, b);
            kept.add(rows);
        }
        final TurnedRows<A> rows = kept.get(group);
        if (weighted && !rows.hasWeights()) {
            turn(true, start, count, rows.roomForWeights(m_loops, m_width), count, b);
        }
        return rows;
    }

    private void turn(final boolean weights, final int start, final int count, final A[] rows, final int room,
        final Buffers b) {
        fill(b.m_read, 0, m_pages.stored() ? count : 0, m_width);
        for (int m = 0; m < count; m++) {
            final int strip = m_entries.stripOf(start + m);
            final @Nullable A read = m_pages.stored() ? b.m_read[m] : null;
            b.m_sources[m] = weights ? m_pages.weights(strip, read) : m_pages.data(strip, read);
        }
        fill(rows, 0, m_width, room);
        for (int first = 0; first < count; first += Loops.TURNED) {
            final int end = Math.min(first + Loops.TURNED, count);
            // turning takes a line of each strip after the other, and would wait for every one; of strips copied into
            // buffers, too, which are more than the first cache level holds
            b.m_fetched = m_loops.wideFetch(b.m_sources, first, end, m_width);
            m_loops.turn(b.m_sources, first, end, rows, m_width);
        }
    }

    /** Adds what one tile contributes to the sums of a group, slab by slab, each slab to all sums. */
    private void addGroup(final int tile, final int count, final TurnedRows<A> rows, final double shift,
        final Problems problems, final Buffers b) {
        final Form form = problems.form();
        for (int i = 0; i < m_width; i += SLAB) {
            final int pixels = Math.min(SLAB, m_width - i);
            final double[] w = m_templates.slab(tile, i / SLAB);
            int sum = 0;
            if (form == Form.PRODUCT) {
                models(w, i, pixels, rows.weights(), count, b);
                sum = addProducts(b.m_models, 0, pixels, w, sum, m_rank, count, b);
            }
            if (form == Form.OWN_GRAM) {
                pairs(w, b.m_pairs);
                sum = addProducts(rows.weights(), i, pixels, b.m_pairs, sum, Problems.pairs(m_rank), count, b);
            }
            if (shift > 0) {
                sum = addProducts(rows.weights(), i, pixels, w, sum, m_rank, count, b);
            }
            addProducts(rows.data(), i, pixels, w, sum, m_rank, count, b);
        }
        int sum = 0;
        if (form == Form.PRODUCT) {
            sum = scatter(problems.product(), 1, sum, count, b);
        }
        if (form == Form.OWN_GRAM) {
            sum = scatter(problems.gram(), 1, sum, count, b);
        }
        if (shift > 0) {
            sum = scatter(problems.shift(), shift, sum, count, b);
        }
        scatter(problems.linear(), 1, sum, count, b);
    }

    private void pairs(final double[] w, final double[] pairs) {
        for (int k = 0, p = 0; k < m_rank; k++) {
            for (int l = k; l < m_rank; l++, p += SLAB) {
                for (int s = 0; s < SLAB; s++) {
                    pairs[p + s] = w[k * SLAB + s] * w[l * SLAB + s];
                }
            }
        }
    }

    /** @return the sum behind these */
    private int addProducts(final A[] rows, final int first, final int pixels, final double[] factors, final int sum,
        final int sums, final int count, final Buffers b) {
        b.sum(sum + sums - 1);
        m_loops.addProducts(rows, first, pixels, factors, SLAB, b.m_sums, sum, sums, count);
        return sum + sums;
    }

    /** V∘(W h) of some pixels, one row a pixel. */
    private void models(final double[] w, final int first, final int pixels, final A[] weightRows, final int count,
        final Buffers b) {
        for (int s = 0; s < pixels; s++) {
            for (int k = 0; k < m_rank; k++) {
                b.m_byPixel[s * m_rank + k] = w[k * SLAB + s];
            }
        }
        m_loops.models(b.m_coefficients, m_rank, b.m_byPixel, weightRows, first, pixels, b.m_models, count);
    }

    private int scatter(final double[][] out, final double factor, final int firstSum, final int count,
        final Buffers b) {
        for (int r = 0; r < out.length; r++) {
            m_loops.scatter(b.sum(firstSum + r), factor, b.m_slots, count, out[r]);
        }
        return firstSum + out.length;
    }
}
