package org.noisynmf.engine.moments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.Coefficients;
import org.noisynmf.engine.arithmetic.Summation;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;
import org.noisynmf.engine.storage.Heap;
import org.noisynmf.engine.storage.Precision;

/**
 * The pass over the strips of the observations, for either element type: the sums over observations, which make the
 * problems of the pixels, are here; those over pixels are {@link ObservationSums}.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class TiledKernels<A> implements Kernels {

    /** Strips that stay in the first cache level while all sums of a tile go through them. */
    private static final int FEW = 12;

    /** Bytes of one pixel of all strips that go through many sums together: 64 strips in float32, 32 in float64. */
    private static final int MANY_BYTES = 256;

    /** Templates from which on sums are many: with vectors, reading and writing them for each chunk then takes longest. */
    private static final int MANY_TEMPLATES = 10;

    private static final DoubleLoops WIDE = new DoubleLoops();

    private final Observations m_observations;

    private final int m_rank;

    private final int m_width;

    private final Loops<A> m_loops;

    private final Pages<A> m_pages;

    private final TileEntries m_entries;

    private final ObservationSums m_observationSums;

    private final TemplateTiles<A> m_templates;

    private final @Nullable VectorProducts<A> m_vectors;

    /** Strips of a tile that go through the sums together. */
    private final int m_chunk;

    TiledKernels(final Observations observations, final int rank, final Loops<A> loops, final int chunk) {
        m_observations = observations;
        m_rank = rank;
        m_loops = loops;
        m_width = observations.tileWidth();
        m_templates = new TemplateTiles<>(observations, rank, loops);
        m_entries = new TileEntries(observations);
        m_vectors = loops.vectors();
        m_chunk = m_vectors != null && rank >= MANY_TEMPLATES ? MANY_BYTES / observations.precision().bytes() : FEW;
        m_pages = new Pages<>(observations, loops, m_vectors != null);
        m_observationSums = m_vectors != null
            ? new LaneSums<>(observations, m_entries, rank, loops, m_vectors, m_pages, m_templates)
            : new TurnedSums<>(observations, m_entries, rank, loops, m_pages, m_templates, chunk);
    }

    /** Buffers of one thread. */
    private final class Buffers implements Scratch {

        private final Scratch m_observationSide = m_observationSums.newScratch();

        private final A[] m_chunkData = m_loops.strips(m_chunk);

        private final A[] m_chunkWeights = m_loops.strips(m_chunk);

        /** Receive strips that are not in the heap. */
        private final A[] m_dataRead = m_loops.strips(m_chunk);

        private final A[] m_weightsRead = m_loops.strips(m_chunk);

        private final A[] m_models = m_loops.strips(m_chunk);

        private final int[] m_first = new int[m_chunk];

        /** {@link #m_chunk} of each coefficient, and of each product of two; for vector instructions in the element type. */
        private final double[] m_coefficients = new double[m_chunk * m_rank];

        private final A m_factors = m_loops.strip(m_vectors == null ? 0 : m_chunk * m_rank);

        private final double[] m_pairs = new double[m_vectors != null ? 0 : m_chunk * Problems.pairs(m_rank)];

        private final A m_pairFactors = m_loops.strip(m_vectors == null ? 0 : m_chunk * Problems.pairs(m_rank));

        /** Of the block and tile at hand. */
        private final TileSums<A> m_sums = new TileSums<>(m_width, m_loops);

        private final double[] m_model = new double[m_width];

        private final double[] m_chi2 = new double[m_width];

        private final double[] m_wideData = new double[m_width];

        private final double[] m_wideWeights = new double[m_width];

        /** Keeps the reads that bring strips into the cache from being optimised away. */
        private double m_fetched;

        Buffers() {
            Arrays.setAll(m_models, s -> m_loops.strip(m_width));
            for (int s = 0; s < m_chunk && m_pages.stored(); s++) {
                m_dataRead[s] = m_loops.strip(m_width);
                m_weightsRead[s] = m_loops.strip(m_width);
            }
        }

        private void fetch(final A[] strips, final int count) {
            m_fetched = m_pages.fetch(strips, 0, count);
        }
    }

    @Override
    public Scratch newScratch() {
        return new Buffers();
    }

    @SuppressWarnings("unchecked")
    private Buffers buffers(final Scratch scratch) {
        return (Buffers)scratch;
    }

    @Override
    public void open(final int from, final int to) {
        m_pages.open(from, to);
    }

    @Override
    public void setTemplates(final double[] w) {
        m_templates.set(w);
    }

    @Override
    public void form(final int from, final int to, final double[] h, final double shift, final Problems problems,
        final int firstSlot, final Scratch scratch) {
        m_pages.hold(from, to);
        m_observationSums.form(from, to, h, shift, problems, firstSlot, buffers(scratch).m_observationSide);
    }

    @Override
    public void accumulate(final int tile, final int from, final int to, final double[] h, final double shift,
        final Problems pixels, final Scratch scratch) {
        final Buffers b = buffers(scratch);
        final int end = m_entries.lowerBound(tile, to);
        int entry = m_entries.lowerBound(tile, from);
        while (entry < end) {
            // a block is the same whatever range it is part of, and so are its sums
            final int blockEnd = m_entries.lowerBound(tile,
                Math.min(to, m_entries.observationOf(entry) / BLOCK * BLOCK + BLOCK));
            accumulate(tile, entry, blockEnd, h, shift, pixels, b.m_sums, b);
            if (m_loops.direct(pixels.linear()) == null) {
                b.m_sums.addTo(pixels, shift);
            }
            entry = blockEnd;
        }
    }

    @Override
    public List<Sums> newSums(final Form form, final boolean shifted, final int blocks) {
        final int rows = Problems.sums(form, m_rank, shifted);
        final double sums = (double)m_templates.tiles() * rows;
        final double strips = 2.0 * m_observations.firstStrip(m_observations.count()) / m_observations.count() * BLOCK;
        return m_observations.precision() == Precision.FLOAT32 && sums <= strips
            && Heap.hasPlenty(blocks * sums * m_width * Float.BYTES)
                ? Stream.<Sums>generate(() -> new TileSums.OfBlock<>(m_templates.tiles(), rows, m_width, m_loops))
                    .limit(blocks)
                    .toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private TileSums<A> sums(final Sums sums, final int tile) {
        return ((TileSums.OfBlock<A>)sums).tile(tile);
    }

    @Override
    public void accumulate(final int from, final int to, final double[] h, final double shift,
        final BlockMoments moments, final Sums sums, final Scratch scratch) {
        for (int tile = 0; tile < m_templates.tiles(); tile++) {
            accumulate(tile, m_entries.lowerBound(tile, from), m_entries.lowerBound(tile, to), h, shift,
                moments.tile(tile), sums(sums, tile), buffers(scratch));
        }
    }

    @Override
    public void add(final int tile, final Sums sums, final double shift, final Problems pixels) {
        sums(sums, tile).addTo(pixels, shift);
    }

    /** Adds strips of a tile that belong to one block, to its sums or, where they are in double precision, to the pixels'. */
    private void accumulate(final int tile, final int first, final int end, final double[] h, final double shift,
        final Problems pixels, final TileSums<A> sums, final Buffers b) {
        for (int entry = first; entry < end;) {
            final int count = Math.min(m_chunk, end - entry);
            for (int s = 0; s < count; s++, entry++) {
                final int strip = m_entries.stripOf(entry);
                b.m_first[s] = m_entries.observationOf(entry) * m_rank;
                b.m_chunkData[s] = m_pages.data(strip, b.m_dataRead[s]);
                b.m_chunkWeights[s] = m_pages.weights(strip, b.m_weightsRead[s]);
            }
            accumulateChunk(tile, count, h, shift, pixels, sums, b);
        }
    }

    private void accumulateChunk(final int tile, final int count, final double[] h, final double shift,
        final Problems pixels, final TileSums<A> sums, final Buffers b) {
        final Form form = pixels.form();
        if (form != Form.SHARED_GRAM || shift > 0) {
            b.fetch(b.m_chunkWeights, count);
        }
        if (form == Form.PRODUCT) {
            Loops.copy(h, b.m_first, m_rank, count, b.m_coefficients);
            m_loops.models(m_templates.strips(tile), m_rank, b.m_coefficients, b.m_chunkWeights, 0, count, b.m_models,
                m_width);
        }
        // the chunk's strips stay in the first cache level, those for many sums in the second
        final int behind = Problems.sums(form, m_rank, shift > 0) - m_rank;
        coefficients(h, 1, count, b);
        if (form == Form.PRODUCT) {
            addProducts(b.m_models, count, false, pixels.product(), sums, 0, pixels.size(), b);
        }
        if (form == Form.OWN_GRAM) {
            pairs(count, b);
            addProducts(b.m_chunkWeights, count, true, pixels.gram(), sums, 0, pixels.size(), b);
        }
        b.fetch(b.m_chunkData, count);
        addProducts(b.m_chunkData, count, false, pixels.linear(), sums, behind, pixels.size(), b);
        if (shift > 0) {
            coefficients(h, shift, count, b);
            addProducts(b.m_chunkWeights, count, false, pixels.shift(), sums, behind - m_rank, pixels.size(), b);
        }
    }

    private void coefficients(final double[] h, final double factor, final int count, final Buffers b) {
        if (m_vectors != null) {
            m_vectors.coefficients(h, b.m_first, m_rank, factor, count, m_chunk, b.m_factors);
            return;
        }
        Coefficients.copy(h, b.m_first, m_rank, factor, count, m_chunk, b.m_coefficients);
    }

    private void pairs(final int count, final Buffers b) {
        if (m_vectors != null) {
            m_vectors.products(b.m_factors, m_rank, count, m_chunk, b.m_pairFactors);
            return;
        }
        Coefficients.pairs(b.m_coefficients, m_rank, count, m_chunk, b.m_pairs);
    }

    private void addProducts(final A[] strips, final int count, final boolean pairs, final double[][] wide,
        final TileSums<A> sums, final int row, final int length, final Buffers b) {
        final A[] direct = m_loops.direct(wide);
        final A[] out = direct == null ? sums.strips(row + wide.length) : direct;
        final int first = direct == null ? row : 0;
        if (m_vectors != null) {
            final A c = pairs ? b.m_pairFactors : b.m_factors;
            m_vectors.addProducts(strips, 0, count, c, m_chunk, out, first, wide.length, length);
        } else {
            final double[] c = pairs ? b.m_pairs : b.m_coefficients;
            m_loops.addProducts(strips, 0, count, c, m_chunk, out, first, wide.length, length);
        }
    }

    @Override
    public double residual(final int j, final double[] h, final Scratch scratch) {
        final Buffers b = buffers(scratch);
        Arrays.fill(b.m_chi2, 0);
        final int end = m_observations.firstStrip(j + 1);
        for (int first = m_observations.firstStrip(j); first < end; first += m_chunk) {
            final int count = Math.min(m_chunk, end - first);
            for (int s = 0; s < count; s++) {
                b.m_chunkData[s] = m_pages.data(first + s, b.m_dataRead[s]);
                b.m_chunkWeights[s] = m_pages.weights(first + s, b.m_weightsRead[s]);
            }
            b.fetch(b.m_chunkData, count);
            b.fetch(b.m_chunkWeights, count);
            for (int s = 0; s < count; s++) {
                Arrays.fill(b.m_model, 0);
                WIDE.addScaled(m_templates.wide(m_observations.tileOf(first + s)), 0, h, j * m_rank, m_rank, b.m_model,
                    m_width);
                Loops.addResiduals(m_loops.wide(b.m_chunkData[s], b.m_wideData, m_width),
                    m_loops.wide(b.m_chunkWeights[s], b.m_wideWeights, m_width), b.m_model, b.m_chi2, m_width);
            }
        }
        return Summation.of(b.m_chi2, 0, m_width);
    }
}
