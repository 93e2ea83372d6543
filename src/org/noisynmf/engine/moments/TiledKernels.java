package org.noisynmf.engine.moments;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;

/**
 * The pass over the strips of the observations, for either element type.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class TiledKernels<A> implements Kernels {

    /** Observations whose strips stay in the first cache level while all sums of a tile go through them. */
    private static final int CHUNK = 5;

    private static final DoubleLoops WIDE = new DoubleLoops();

    private final Observations m_observations;

    private final int m_rank;

    private final int m_width;

    private final Loops<A> m_loops;

    /** V∘X and V, by strip. */
    private final A[] m_data;

    private final A[] m_weights;

    /** Strips of tile t are entries m_tileStart[t] … m_tileStart[t + 1] − 1, by ascending observation. */
    private final int[] m_tileStart;

    private final int[] m_observationOf;

    private final int[] m_stripOf;

    /** Templates by tile and k in double precision, for the true residual. */
    private final double[][][] m_wide;

    /** Templates by k and tile. */
    private final A[][] m_templates;

    /** The same by tile and k. */
    private final A[][] m_tileTemplates;

    /** w_k ∘ w_l by pair and tile, so that G is a plain sum of products with V. */
    private final A[][] m_pairs;

    /** Rows of W by tile and pixel of the tile; empty if sums are kept in lanes of pixels. */
    private final A[][] m_templateRows;

    /** Upper triangles of w_i w_iᵀ by tile and pixel of the tile; empty if sums are kept in lanes of pixels. */
    private final A[][] m_pairRows;

    /** For each tile, the number of the templates its pair products were made from. */
    private final AtomicIntegerArray m_pairVersion;

    private int m_version;

    TiledKernels(final Observations observations, final int rank, final Loops<A> loops) {
        m_observations = observations;
        m_rank = rank;
        m_loops = loops;
        m_width = observations.tileWidth();
        final int tiles = observations.tiles();
        m_wide = new double[tiles][rank][m_width];
        m_templates = table(rank, tiles);
        m_tileTemplates = table(tiles, rank);
        for (int t = 0; t < tiles; t++) {
            for (int k = 0; k < rank; k++) {
                m_templates[k][t] = m_loops.strip(m_width);
                m_tileTemplates[t][k] = m_templates[k][t];
            }
        }
        m_pairs = table(Problems.pairs(rank), tiles);
        m_templateRows = table(lanesAreSums(rank) ? tiles : 0, m_width);
        m_pairRows = table(lanesAreSums(Problems.pairs(rank)) ? tiles : 0, m_width);
        for (final A[] rows : m_templateRows) {
            Arrays.setAll(rows, i -> m_loops.strip(rank));
        }
        m_pairVersion = new AtomicIntegerArray(tiles);
        final int strips = observations.firstStrip(observations.count());
        m_data = m_loops.strips(strips);
        m_weights = m_loops.strips(strips);
        m_tileStart = new int[tiles + 1];
        for (int s = 0; s < strips; s++) {
            m_data[s] = strip(observations.weightedData(s));
            m_weights[s] = strip(observations.weights(s));
            m_tileStart[observations.tileOf(s) + 1]++;
        }
        Arrays.parallelPrefix(m_tileStart, Integer::sum);
        m_observationOf = new int[strips];
        m_stripOf = new int[strips];
        final int[] next = m_tileStart.clone();
        for (int j = 0; j < observations.count(); j++) {
            for (int s = observations.firstStrip(j); s < observations.firstStrip(j + 1); s++) {
                final int entry = next[observations.tileOf(s)]++;
                m_observationOf[entry] = j;
                m_stripOf[entry] = s;
            }
        }
    }

    /**
     * Sums of an observation can be vectorised over its pixels, one sum after the other, or over the sums, one pixel
     * after the other. With many sums over few pixels the second is faster: both measured, in ns. Over many pixels it is
     * not, because its rows outgrow the cache.
     */
    private boolean lanesAreSums(final int sums) {
        return m_observations.tiles() == 1 && m_width * (3.6 + 0.045 * sums) < sums * (45 + 0.085 * m_width);
    }

    @SuppressWarnings("unchecked")
    private A[][] table(final int rows, final int columns) {
        final A[][] table = (A[][])Array.newInstance(m_loops.strips(0).getClass(), rows);
        for (int r = 0; r < rows; r++) {
            table[r] = m_loops.strips(columns);
        }
        return table;
    }

    private A[] newStrips(final int count) {
        final A[] strips = m_loops.strips(count);
        for (int s = 0; s < count; s++) {
            strips[s] = m_loops.strip(m_width);
        }
        return strips;
    }

    @SuppressWarnings("unchecked")
    private A strip(final Object strip) {
        return (A)strip;
    }

    /** Buffers of one thread. */
    private final class Buffers implements Scratch {

        private final A[] m_chunkData = m_loops.strips(CHUNK);

        private final A[] m_chunkWeights = m_loops.strips(CHUNK);

        private final A[] m_models = newStrips(Math.max(m_observations.tiles(), CHUNK));

        private final A m_lanes = m_loops.strip(Math.max(m_width, Loops.MAX_LENGTH));

        private final A m_folded = m_loops.strip(Loops.FOLDED);

        private final int[] m_first = new int[CHUNK];

        private final double[] m_coefficients = new double[CHUNK];

        /** Sums of a block in the element type, where that is not double: one strip for every sum of a pixel. */
        private A[] m_partial = m_loops.strips(0);

        private final double[] m_model = new double[m_width];

        private A m_sums = m_loops.strip(0);

        private double[] m_wideSums = new double[0];

        private final double[] m_wideStrip = new double[m_width];

        /** Keeps the reads that bring strips into the cache from being optimised away. */
        private double m_fetched;

        private void fetch(final A weights, final A data) {
            m_fetched = m_loops.wideFetch(weights, m_width) + m_loops.wideFetch(data, m_width);
        }

        private A partial(final int row) {
            if (row >= m_partial.length) {
                final int had = m_partial.length;
                m_partial = Arrays.copyOf(m_partial, row + 1);
                for (int r = had; r <= row; r++) {
                    m_partial[r] = m_loops.strip(m_width);
                }
            }
            return m_partial[row];
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
    public void setTemplates(final double[] w) {
        final int d = m_observations.pixels();
        for (int k = 0; k < m_rank; k++) {
            for (int t = 0; t < m_templates[k].length; t++) {
                final int first = t * m_width;
                System.arraycopy(w, k * d + first, m_wide[t][k], 0, Math.min(m_width, d - first));
                m_loops.fromDouble(w, k * d + first, Math.min(m_width, d - first), m_templates[k][t]);
            }
        }
        for (int t = 0; t < m_templateRows.length; t++) {
            m_loops.transpose(m_tileTemplates[t], m_templateRows[t], m_width);
        }
        m_version++;
    }

    /** Pair products are made by the first thread that needs a tile's, since not every rule needs them. */
    private void makePairs(final int tile) {
        if (m_pairVersion.get(tile) == m_version) {
            return;
        }
        synchronized (m_tileTemplates[tile]) {
            if (m_pairVersion.get(tile) == m_version) {
                return;
            }
            final A[] w = m_tileTemplates[tile];
            if (m_pairRows.length > 0) {
                if (m_pairRows[tile][0] == null) {
                    Arrays.setAll(m_pairRows[tile], i -> m_loops.strip(m_pairs.length));
                }
                m_loops.pairRows(w, m_pairRows[tile], m_width);
                m_pairVersion.set(tile, m_version);
                return;
            }
            for (int k = 0, p = 0; k < m_rank; k++) {
                for (int l = k; l < m_rank; l++, p++) {
                    if (m_pairs[p][tile] == null) {
                        m_pairs[p][tile] = m_loops.strip(m_width);
                    }
                    m_loops.multiply(w[k], w[l], m_pairs[p][tile], m_width);
                }
            }
            m_pairVersion.set(tile, m_version);
        }
    }

    @Override
    public void form(final int from, final int to, final double[] h, final double shift, final Problems problems,
        final int firstSlot, final Scratch scratch) {
        final Buffers buffers = buffers(scratch);
        for (int j = from; j < to; j++) {
            form(j, h, shift, problems, firstSlot + j - from, buffers);
        }
    }

    private void form(final int j, final double[] h, final double shift, final Problems problems, final int slot,
        final Buffers b) {
        final int first = m_observations.firstStrip(j);
        final Form form = problems.form();
        for (int s = first; s < m_observations.firstStrip(j + 1); s++) {
            b.fetch(m_weights[s], m_data[s]);
        }
        if (form == Form.PRODUCT) {
            for (int s = first; s < m_observations.firstStrip(j + 1); s++) {
                m_loops.model(m_tileTemplates[m_observations.tileOf(s)], h, j * m_rank, m_rank, m_weights[s],
                    b.m_models[s - first], m_width);
            }
        } else if (form == Form.OWN_GRAM) {
            for (int s = first; s < m_observations.firstStrip(j + 1); s++) {
                makePairs(m_observations.tileOf(s));
            }
            if (m_pairRows.length > 0) {
                sums(m_pairRows, j, m_weights, problems.gram(), slot, b);
            }
            for (int p = 0; m_pairRows.length == 0 && p < m_pairs.length; p++) {
                problems.gram()[p][slot] = dot(m_pairs[p], j, m_weights, first, b);
            }
        }
        // one sum after the other, so that an observation's strips stay in the first cache level
        for (int k = 0; form == Form.PRODUCT && k < m_rank; k++) {
            problems.product()[k][slot] = dot(m_templates[k], j, b.m_models, 0, b);
        }
        for (int k = 0; shift > 0 && k < m_rank; k++) {
            problems.shift()[k][slot] = shift * dot(m_templates[k], j, m_weights, first, b);
        }
        if (m_templateRows.length > 0) {
            sums(m_templateRows, j, m_data, problems.linear(), slot, b);
            return;
        }
        for (int k = 0; k < m_rank; k++) {
            problems.linear()[k][slot] = dot(m_templates[k], j, m_data, first, b);
        }
    }

    /** All sums of an observation at once, in lanes of sums. */
    private void sums(final A[][] rows, final int j, final A[] strips, final double[][] out, final int slot,
        final Buffers b) {
        if (b.m_wideSums.length < out.length) {
            b.m_sums = m_loops.strip(out.length);
            b.m_wideSums = new double[out.length];
        }
        Arrays.fill(b.m_wideSums, 0);
        for (int s = m_observations.firstStrip(j); s < m_observations.firstStrip(j + 1); s++) {
            m_loops.widen(strips[s], b.m_wideStrip, m_width);
            final A direct = m_loops.direct(b.m_wideSums);
            m_loops.addScaled(rows[m_observations.tileOf(s)], 0, b.m_wideStrip, 0, m_width,
                direct != null ? direct : b.m_sums, out.length);
            if (direct == null) {
                m_loops.flush(b.m_sums, b.m_wideSums, out.length);
            }
        }
        for (int r = 0; r < out.length; r++) {
            out[r][slot] = b.m_wideSums[r];
        }
    }

    /** The sum over an observation's strips, run by run of neighbouring tiles. */
    private double dot(final A[] left, final int j, final A[] right, final int firstRight, final Buffers b) {
        final int first = m_observations.firstStrip(j);
        final int end = m_observations.firstStrip(j + 1);
        if (first == end) {
            return 0;
        }
        for (int s = first; s < end;) {
            final int tile = m_observations.tileOf(s);
            int count = 1;
            while (s + count < end && m_observations.tileOf(s + count) == tile + count) {
                count++;
            }
            m_loops.products(left, tile, right, firstRight + s - first, count, s == first, b.m_lanes, m_width);
            s += count;
        }
        return m_loops.wideSum(b.m_lanes, b.m_folded, m_width);
    }

    @Override
    public void accumulate(final int tile, final int from, final int to, final double[] h, final double shift,
        final Problems pixels, final Scratch scratch) {
        final Buffers b = buffers(scratch);
        final int end = m_tileStart[tile + 1];
        int entry = lowerBound(m_tileStart[tile], end, from);
        while (entry < end && m_observationOf[entry] < to) {
            // a block is the same whatever range it is part of, and so are its sums
            final int blockEnd = m_observationOf[entry] / BLOCK * BLOCK + BLOCK;
            while (entry < end && m_observationOf[entry] < blockEnd) {
                int count = 0;
                for (; count < CHUNK && entry < end && m_observationOf[entry] < blockEnd; entry++, count++) {
                    b.m_first[count] = m_observationOf[entry] * m_rank;
                    b.m_chunkData[count] = m_data[m_stripOf[entry]];
                    b.m_chunkWeights[count] = m_weights[m_stripOf[entry]];
                }
                for (int s = 0; s < count; s++) {
                    b.fetch(b.m_chunkWeights[s], b.m_chunkData[s]);
                }
                accumulateChunk(tile, count, h, shift, pixels, b);
            }
            flush(pixels, shift, b);
        }
    }

    private int lowerBound(final int first, final int end, final int observation) {
        int low = first;
        int high = end;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (m_observationOf[middle] < observation) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void accumulateChunk(final int tile, final int count, final double[] h, final double shift,
        final Problems pixels, final Buffers b) {
        final double[] c = b.m_coefficients;
        final Form form = pixels.form();
        final int length = pixels.size();
        if (form == Form.PRODUCT) {
            for (int s = 0; s < count; s++) {
                m_loops.model(m_tileTemplates[tile], h, b.m_first[s], m_rank, b.m_chunkWeights[s], b.m_models[s],
                    m_width);
            }
        }
        // one sum after the other, so that the chunk's strips stay in the first cache level
        int row = 0;
        for (int k = 0; form == Form.PRODUCT && k < m_rank; k++) {
            coefficients(h, k, 1, count, b);
            addScaled(b.m_models, count, pixels.product()[k], row++, length, b);
        }
        for (int k = 0, p = 0; form == Form.OWN_GRAM && k < m_rank; k++) {
            for (int l = k; l < m_rank; l++, p++) {
                for (int s = 0; s < count; s++) {
                    c[s] = h[b.m_first[s] + k] * h[b.m_first[s] + l];
                }
                addScaled(b.m_chunkWeights, count, pixels.gram()[p], row++, length, b);
            }
        }
        for (int k = 0; shift > 0 && k < m_rank; k++) {
            coefficients(h, k, shift, count, b);
            addScaled(b.m_chunkWeights, count, pixels.shift()[k], row++, length, b);
        }
        for (int k = 0; k < m_rank; k++) {
            coefficients(h, k, 1, count, b);
            addScaled(b.m_chunkData, count, pixels.linear()[k], row++, length, b);
        }
    }

    private static <A> void coefficients(final double[] h, final int k, final double factor, final int count,
        final TiledKernels<A>.Buffers b) {
        for (int s = 0; s < count; s++) {
            b.m_coefficients[s] = factor * h[b.m_first[s] + k];
        }
    }

    private void addScaled(final A[] strips, final int count, final double[] sums, final int row, final int length,
        final Buffers b) {
        final A direct = m_loops.direct(sums);
        m_loops.addScaled(strips, 0, b.m_coefficients, 0, count, direct != null ? direct : b.partial(row), length);
    }

    /** Adds the partial sums, in the order in which they were opened, to the sums in double precision. */
    private void flush(final Problems pixels, final double shift, final Buffers b) {
        if (m_loops.direct(pixels.linear()[0]) != null) {
            return;
        }
        final int length = pixels.size();
        int row = 0;
        for (int k = 0; pixels.form() == Form.PRODUCT && k < m_rank; k++) {
            m_loops.flush(b.partial(row++), pixels.product()[k], length);
        }
        for (int p = 0; pixels.form() == Form.OWN_GRAM && p < m_pairs.length; p++) {
            m_loops.flush(b.partial(row++), pixels.gram()[p], length);
        }
        for (int k = 0; shift > 0 && k < m_rank; k++) {
            m_loops.flush(b.partial(row++), pixels.shift()[k], length);
        }
        for (int k = 0; k < m_rank; k++) {
            m_loops.flush(b.partial(row++), pixels.linear()[k], length);
        }
    }

    @Override
    public double residual(final int j, final double[] h, final Scratch scratch) {
        final double[] model = buffers(scratch).m_model;
        double sum = 0;
        for (int s = m_observations.firstStrip(j); s < m_observations.firstStrip(j + 1); s++) {
            Arrays.fill(model, 0);
            WIDE.addScaled(m_wide[m_observations.tileOf(s)], 0, h, j * m_rank, m_rank, model, m_width);
            sum += m_loops.wideResidual(m_data[s], m_weights[s], model, m_width);
        }
        return sum;
    }
}
