package org.noisynmf.engine.moments;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.RowPairs;
import org.noisynmf.engine.arithmetic.RowSums;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;

/**
 * Sums over pixels by vector instructions, straight along the strips: no strip is turned, and no second copy is kept. The sums
 * of a few rows are split into lanes of pixels, those of many lie side by side, one to a lane. An observation's sums never
 * depend on its neighbours.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class LaneSums<A> implements ObservationSums {

    /** Bytes of the sums of observations that are worked on together, at most: they stay in the second cache level. */
    private static final int SUM_BYTES = 1 << 18;

    /** The same with sums along products of templates, which, where they are many, are made anew each time: seldom, then. */
    private static final int PAIR_SUM_BYTES = 1 << 21;

    private final TileEntries m_entries;

    private final int m_rank;

    private final int m_width;

    private final Loops<A> m_loops;

    private final VectorProducts<A> m_vectors;

    private final Pages<A> m_pages;

    private final TemplateTiles<A> m_templates;

    /** Sums along templates. */
    private final RowSums<A> m_rows;

    /** Whether products of templates are made one after the other: then {@link #m_pairs} has one element. */
    private final boolean m_fewPairs;

    private final List<RowPairs.Group<A>> m_pairs;

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
        m_rows = new RowSums<>(vectors, rank);
        m_fewPairs = !RowSums.pays(vectors, Problems.pairs(rank));
        m_pairs = RowPairs.groups(vectors, rank, !m_fewPairs);
    }

    /** Elements of all sums of an observation. */
    private int size(final Form form, final boolean shifted) {
        final int products = switch (form) {
            case OWN_GRAM -> m_pairs.stream().mapToInt(pairs -> pairs.sums().size()).sum();
            case PRODUCT -> m_rows.size();
            case SHARED_GRAM -> 0;
        };
        return products + (shifted ? 2 : 1) * m_rows.size();
    }

    /** Buffers of one thread. */
    private final class Buffers implements Kernels.Scratch {

        private final A[] m_data = m_loops.strips(RowSums.STRIPS);

        private final A[] m_weights = m_loops.strips(RowSums.STRIPS);

        /** Receive strips that are not in the heap. */
        private final A[] m_dataRead = m_loops.strips(RowSums.STRIPS);

        private final A[] m_weightsRead = m_loops.strips(RowSums.STRIPS);

        private final A[] m_models = m_loops.strips(RowSums.STRIPS);

        /** Products of two templates each, one after the other, or else side by side. */
        private final A[] m_products = m_loops.strips(m_fewPairs ? Problems.pairs(m_rank) : 0);

        private @Nullable RowPairs<A> m_productRows;

        /** Where the coefficients of a strip's observation begin in H. */
        private final int[] m_first = new int[RowSums.STRIPS];

        /** The coefficients of the strips, one after the other. */
        private final double[] m_coefficients = new double[RowSums.STRIPS * m_rank];

        /** Where its sums begin. */
        private final int[] m_positions = new int[RowSums.STRIPS];

        private final A m_part = m_loops.strip(VectorProducts.PARTS * m_vectors.lanes());

        /** The sums of some observations, and room for those of one more behind. */
        private A m_sums = m_loops.strip(0);

        private int m_room;

        /** Keeps the reads that bring strips into the cache from being optimised away. */
        private double m_fetched;

        Buffers() {
            for (int s = 0; s < RowSums.STRIPS; s++) {
                m_models[s] = m_loops.strip(m_width);
                if (m_pages.stored()) {
                    m_dataRead[s] = m_loops.strip(m_width);
                    m_weightsRead[s] = m_loops.strip(m_width);
                }
            }
        }

        private A sums(final int elements) {
            if (elements > m_room) {
                m_sums = m_loops.strip(elements);
                m_room = elements;
            }
            return m_sums;
        }

        private RowPairs<A> productRows() {
            if (m_productRows == null) {
                m_productRows =
                    new RowPairs<>(m_vectors, m_pairs, m_rank, m_width, m_templates.tiles(), m_loops::strip);
            }
            return m_productRows;
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
        final int stride = size(problems.form(), shift > 0);
        final int most = problems.form() == Form.OWN_GRAM ? PAIR_SUM_BYTES : SUM_BYTES;
        final int some = Math.max(RowSums.STRIPS, most * m_vectors.lanes() / VectorProducts.LANE_BYTES / stride);
        @SuppressWarnings("unchecked")
        final Buffers b = (Buffers)scratch;
        for (int first = from; first < to; first += some) {
            form(first, Math.min(first + some, to), h, shift, problems, firstSlot + first - from, stride, b);
        }
    }

    private void form(final int from, final int to, final double[] h, final double shift, final Problems problems,
        final int firstSlot, final int stride, final Buffers b) {
        final A sums = b.sums((to - from + 1) * stride);
        m_loops.clear(sums, (to - from) * stride);
        for (int tile = 0; tile < m_templates.tiles(); tile++) {
            final int first = m_entries.lowerBound(tile, from);
            final int end = m_entries.lowerBound(tile, to);
            final boolean own = problems.form() == Form.OWN_GRAM && first < end;
            int at = 0;
            if (own && m_fewPairs) {
                m_templates.products(tile, b.m_products);
            } else if (own) {
                for (int group = 0; group < m_pairs.size(); group++) {
                    addPairs(tile, group, first, end, from, stride, at, sums, b);
                    at += m_pairs.get(group).sums().size();
                }
            }
            final int strips = m_rows.strips();
            for (int entry = first; entry < end; entry += strips) {
                final int count = Math.min(strips, end - entry);
                final boolean weighted = problems.form() == Form.PRODUCT || shift > 0 || own && m_fewPairs;
                load(entry, count, from, stride, weighted, b);
                if (weighted) {
                    b.m_fetched = m_pages.fetch(b.m_weights, 0, count);
                }
                b.m_fetched += m_pages.fetch(b.m_data, 0, count);
                if (own && m_fewPairs) {
                    final RowSums<A> pairs = m_pairs.get(0).sums();
                    pairs.add(b.m_weights, count, b.m_products, null, b.m_part, sums, b.m_positions, 0, m_width);
                    at = pairs.size();
                }
                add(tile, count, h, shift, problems.form(), at, sums, b);
            }
        }
        for (int m = 0; m < to - from; m++) {
            sum(sums, m * stride, shift, problems, firstSlot + m);
        }
    }

    private void load(final int entry, final int count, final int from, final int stride, final boolean weighted,
        final Buffers b) {
        for (int s = 0; s < count; s++) {
            final int strip = m_entries.stripOf(entry + s);
            final int j = m_entries.observationOf(entry + s);
            b.m_first[s] = j * m_rank;
            b.m_positions[s] = (j - from) * stride;
            if (weighted) {
                b.m_weights[s] = m_pages.weights(strip, b.m_weightsRead[s]);
            }
            b.m_data[s] = m_pages.data(strip, b.m_dataRead[s]);
        }
    }

    /** Adds to the sums of some products of templates, of which there are many. */
    private void addPairs(final int tile, final int group, final int first, final int end, final int from,
        final int stride, final int at, final A sums, final Buffers b) {
        final A rows =
            b.productRows().of(tile, group, Objects.requireNonNull(m_templates.rows(tile)), m_templates.version());
        final RowSums<A> pairs = m_pairs.get(group).sums();
        for (int entry = first; entry < end; entry += RowSums.STRIPS) {
            final int count = Math.min(RowSums.STRIPS, end - entry);
            for (int s = 0; s < count; s++) {
                b.m_positions[s] = (m_entries.observationOf(entry + s) - from) * stride;
                b.m_weights[s] = m_pages.weights(m_entries.stripOf(entry + s), b.m_weightsRead[s]);
            }
            b.m_fetched = m_pages.fetch(b.m_weights, 0, count);
            pairs.add(b.m_weights, count, null, rows, b.m_part, sums, b.m_positions, at, m_width);
        }
    }

    /** Adds to all sums but those of pairs. */
    private void add(final int tile, final int count, final double[] h, final double shift, final Form form,
        final int first, final A sums, final Buffers b) {
        int at = first;
        if (form == Form.PRODUCT) {
            Loops.copy(h, b.m_first, m_rank, count, b.m_coefficients);
            m_vectors.models(m_templates.strips(tile), m_rank, b.m_coefficients, b.m_weights, 0, count, b.m_models,
                m_width);
            at = add(tile, b.m_models, count, at, sums, b);
        }
        if (shift > 0) {
            at = add(tile, b.m_weights, count, at, sums, b);
        }
        add(tile, b.m_data, count, at, sums, b);
    }

    /** @return the position behind these sums */
    private int add(final int tile, final A[] strips, final int count, final int at, final A sums, final Buffers b) {
        m_rows.add(strips, count, m_templates.strips(tile), m_templates.rows(tile), b.m_part, sums, b.m_positions, at,
            m_width);
        return at + m_rows.size();
    }

    /** Gives the sums of one observation to its problem. */
    private void sum(final A sums, final int position, final double shift, final Problems problems, final int slot) {
        int at = position;
        if (problems.form() == Form.PRODUCT) {
            m_rows.read(sums, at, 1, problems.product(), 0, slot);
            at += m_rows.size();
        }
        if (problems.form() == Form.OWN_GRAM) {
            int row = 0;
            for (final RowPairs.Group<A> pairs : m_pairs) {
                pairs.sums().read(sums, at, 1, problems.gram(), row, slot);
                at += pairs.sums().size();
                row += pairs.count();
            }
        }
        if (shift > 0) {
            m_rows.read(sums, at, shift, problems.shift(), 0, slot);
            at += m_rows.size();
        }
        m_rows.read(sums, at, 1, problems.linear(), 0, slot);
    }
}
