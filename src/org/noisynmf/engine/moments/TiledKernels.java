package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;

/**
 * The pass over the strips of the observations, for either element type.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class TiledKernels<A> implements Kernels {

    private final Observations m_observations;

    private final int m_rank;

    private final int m_width;

    private final Loops<A> m_loops;

    /** Strips of tile t are entries m_tileStart[t] … m_tileStart[t + 1] − 1, by ascending observation. */
    private final int[] m_tileStart;

    private final int[] m_observationOf;

    private final int[] m_stripOf;

    private final double[] m_wide;

    private final A[][] m_templates;

    /** w_k ∘ w_l by tile and pair, so that G is a plain sum of products with V. */
    private final A[][] m_pairs;

    private final Object[] m_locks;

    /** For each tile, the number of the templates its pair products were made from. */
    private final int[] m_pairVersion;

    private int m_version;

    TiledKernels(final Observations observations, final int rank, final Loops<A> loops) {
        m_observations = observations;
        m_rank = rank;
        m_loops = loops;
        m_width = observations.tileWidth();
        final int tiles = observations.tiles();
        m_wide = new double[observations.pixels() * rank];
        m_templates = newTable(tiles, rank);
        m_pairs = Arrays.copyOf(m_templates, tiles);
        m_pairVersion = new int[tiles];
        m_locks = new Object[tiles];
        for (int t = 0; t < tiles; t++) {
            m_pairs[t] = m_loops.strips(0);
            m_locks[t] = new Object();
        }
        final int strips = observations.firstStrip(observations.count());
        m_tileStart = new int[tiles + 1];
        for (int s = 0; s < strips; s++) {
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

    @SuppressWarnings("unchecked")
    private A[][] newTable(final int tiles, final int strips) {
        final A[] none = m_loops.strips(0);
        final A[][] table = (A[][])java.lang.reflect.Array.newInstance(none.getClass(), tiles);
        for (int t = 0; t < tiles; t++) {
            table[t] = newStrips(strips);
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

    /** Buffers: strips gathered from a group or an observation, and strips of our own. */
    private final class Buffers implements Scratch {

        private final int m_most = Math.max(m_observations.tiles(), GROUP);

        private final A[] m_left = m_loops.strips(m_most);

        private final A[] m_data = m_loops.strips(m_most);

        private final A[] m_weights = m_loops.strips(m_most);

        private final A[] m_models = newStrips(m_most);

        private final A m_lanes = m_loops.strip(m_width);

        private final double[] m_coefficients = new double[GROUP];

        private final int[] m_group = new int[GROUP];

        private final double[] m_model = new double[m_width];
    }

    @Override
    public Scratch newScratch() {
        return new Buffers();
    }

    @SuppressWarnings("unchecked")
    private Buffers buffers(final Scratch scratch) {
        return (Buffers)scratch;
    }

    @SuppressWarnings("unchecked")
    private A strip(final Object strip) {
        return (A)strip;
    }

    @Override
    public void setTemplates(final double[] w) {
        System.arraycopy(w, 0, m_wide, 0, m_wide.length);
        final int d = m_observations.pixels();
        for (int t = 0; t < m_templates.length; t++) {
            final int first = t * m_width;
            for (int k = 0; k < m_rank; k++) {
                m_loops.fromDouble(w, k * d + first, Math.min(m_width, d - first), m_templates[t][k]);
            }
        }
        m_version++;
    }

    /** Pair products are made by the first thread that needs a tile's, since not every rule needs them. */
    private A[] pairs(final int tile) {
        synchronized (m_locks[tile]) {
            if (m_pairVersion[tile] != m_version) {
                if (m_pairs[tile].length == 0) {
                    m_pairs[tile] = newStrips(Problems.pairs(m_rank));
                }
                for (int k = 0, p = 0; k < m_rank; k++) {
                    for (int l = k; l < m_rank; l++, p++) {
                        m_loops.multiply(m_templates[tile][k], m_templates[tile][l], m_pairs[tile][p], m_width);
                    }
                }
                m_pairVersion[tile] = m_version;
            }
            return m_pairs[tile];
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
        final int count = m_observations.firstStrip(j + 1) - first;
        for (int s = 0; s < count; s++) {
            b.m_data[s] = strip(m_observations.weightedData(first + s));
            b.m_weights[s] = strip(m_observations.weights(first + s));
        }
        if (problems.form() == Form.PRODUCT) {
            for (int s = 0; s < count; s++) {
                m_loops.model(m_templates[m_observations.tileOf(first + s)], h, j * m_rank, m_rank, b.m_weights[s],
                    b.m_models[s], m_width);
            }
        }
        for (int k = 0; k < m_rank; k++) {
            for (int s = 0; s < count; s++) {
                b.m_left[s] = m_templates[m_observations.tileOf(first + s)][k];
            }
            problems.linear()[k][slot] = dot(b.m_left, b.m_data, count, b);
            if (shift > 0) {
                problems.shift()[k][slot] = shift * dot(b.m_left, b.m_weights, count, b);
            }
            if (problems.form() == Form.PRODUCT) {
                problems.product()[k][slot] = dot(b.m_left, b.m_models, count, b);
            }
        }
        if (problems.form() == Form.OWN_GRAM) {
            for (int p = 0; p < Problems.pairs(m_rank); p++) {
                for (int s = 0; s < count; s++) {
                    b.m_left[s] = pairs(m_observations.tileOf(first + s))[p];
                }
                problems.gram()[p][slot] = dot(b.m_left, b.m_weights, count, b);
            }
        }
    }

    private double dot(final A[] left, final A[] right, final int count, final Buffers b) {
        return count == 0 ? 0 : m_loops.wideDot(left, right, count, b.m_lanes, m_width);
    }

    @Override
    public void accumulate(final int tile, final int from, final int to, final double[] h, final double shift,
        final Problems pixels, final Scratch scratch) {
        final Buffers b = buffers(scratch);
        final int end = m_tileStart[tile + 1];
        int entry = lowerBound(m_tileStart[tile], end, from);
        while (entry < end && m_observationOf[entry] < to) {
            // a group is the same whatever range it is part of, and so are its sums
            final int groupEnd = m_observationOf[entry] / GROUP * GROUP + GROUP;
            int count = 0;
            for (; entry < end && m_observationOf[entry] < groupEnd; entry++, count++) {
                b.m_group[count] = m_observationOf[entry] * m_rank;
                b.m_data[count] = strip(m_observations.weightedData(m_stripOf[entry]));
                b.m_weights[count] = strip(m_observations.weights(m_stripOf[entry]));
            }
            accumulateGroup(tile, count, h, shift, pixels, b);
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

    private void accumulateGroup(final int tile, final int count, final double[] h, final double shift,
        final Problems pixels, final Buffers b) {
        final double[] c = b.m_coefficients;
        final int length = pixels.size();
        if (pixels.form() == Form.PRODUCT) {
            for (int s = 0; s < count; s++) {
                m_loops.model(m_templates[tile], h, b.m_group[s], m_rank, b.m_weights[s], b.m_models[s], m_width);
            }
        }
        for (int k = 0, p = 0; k < m_rank; k++) {
            for (int s = 0; s < count; s++) {
                c[s] = h[b.m_group[s] + k];
            }
            addScaled(b.m_data, c, count, pixels.linear()[k], length, b);
            if (pixels.form() == Form.PRODUCT) {
                addScaled(b.m_models, c, count, pixels.product()[k], length, b);
            } else if (pixels.form() == Form.OWN_GRAM) {
                for (int l = k; l < m_rank; l++, p++) {
                    for (int s = 0; s < count; s++) {
                        c[s] = h[b.m_group[s] + k] * h[b.m_group[s] + l];
                    }
                    addScaled(b.m_weights, c, count, pixels.gram()[p], length, b);
                }
            }
            if (shift > 0) {
                for (int s = 0; s < count; s++) {
                    c[s] = shift * h[b.m_group[s] + k];
                }
                addScaled(b.m_weights, c, count, pixels.shift()[k], length, b);
            }
        }
    }

    private void addScaled(final A[] strips, final double[] c, final int count, final double[] sums, final int length,
        final Buffers b) {
        final A direct = m_loops.direct(sums);
        if (direct != null) {
            m_loops.addScaled(strips, c, count, direct, length);
            return;
        }
        m_loops.clear(b.m_lanes, length);
        m_loops.addScaled(strips, c, count, b.m_lanes, length);
        m_loops.addTo(b.m_lanes, sums, length);
    }

    @Override
    public double residual(final int j, final double[] h, final Scratch scratch) {
        final double[] model = buffers(scratch).m_model;
        final int d = m_observations.pixels();
        double sum = 0;
        for (int s = m_observations.firstStrip(j); s < m_observations.firstStrip(j + 1); s++) {
            final int first = m_observations.tileOf(s) * m_width;
            final int length = Math.min(m_width, d - first);
            Arrays.fill(model, 0, length, 0);
            for (int k = 0; k < m_rank; k++) {
                final double c = h[j * m_rank + k];
                for (int i = 0; i < length; i++) {
                    model[i] += c * m_wide[k * d + first + i];
                }
            }
            sum += m_loops.wideResidual(strip(m_observations.weightedData(s)), strip(m_observations.weights(s)), model,
                length);
        }
        return sum;
    }
}
