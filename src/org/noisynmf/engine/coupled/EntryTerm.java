package org.noisynmf.engine.coupled;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;

/** The data term with a weight for each entry: the small problems of a side, all kept, each with its own G. */
final class EntryTerm implements DataTerm {

    /** Fills one batch of problems. */
    @FunctionalInterface
    private interface Former {
        void form(int batch, double[] other, Kernels.Scratch scratch);
    }

    private final Problems[] m_batches;

    private final int m_batchSize;

    private final int m_count;

    private final int m_rank;

    private final int m_problemStride;

    private final int m_unknownStride;

    private final Kernels m_kernels;

    private final boolean m_takesTemplates;

    private final Former m_former;

    private final Team m_team;

    private final Kernels.Scratch[] m_scratch;

    private EntryTerm(final int problems, final int batchSize, final int rank, final boolean observations,
        final Observations data, final Kernels kernels, final Team team) {
        m_batchSize = batchSize;
        m_rank = rank;
        m_problemStride = observations ? rank : 1;
        m_unknownStride = observations ? 1 : data.pixels();
        m_kernels = kernels;
        m_takesTemplates = observations;
        m_former = observations ? this::formObservations : this::formPixels;
        m_team = team;
        m_batches = new Problems[(problems + batchSize - 1) / batchSize];
        for (int t = 0; t < m_batches.length; t++) {
            final int size = Math.min(batchSize, problems - t * batchSize);
            m_batches[t] = new Problems(rank, size, true, true, false);
            m_batches[t].reset(size, Problems.Form.OWN_GRAM);
        }
        m_scratch = new Kernels.Scratch[team.size()];
        Arrays.setAll(m_scratch, t -> kernels.newScratch());
        m_count = data.count();
    }

    /**
     * @param data X and V
     * @param rank q
     * @param kernels the loops over the data
     * @param team the threads
     * @return the term in the coefficients; the other factor are the templates
     */
    static EntryTerm ofCoefficients(final Observations data, final int rank, final Kernels kernels, final Team team) {
        return new EntryTerm(data.count(), Kernels.chunk(data, rank, team.size()), rank, true, data, kernels, team);
    }

    /**
     * @param data X and V
     * @param rank q
     * @param kernels the loops over the data
     * @param team the threads
     * @return the term in the templates; the other factor are the coefficients
     */
    static EntryTerm ofTemplates(final Observations data, final int rank, final Kernels kernels, final Team team) {
        return new EntryTerm(data.pixels(), data.tileWidth(), rank, false, data, kernels, team);
    }

    private void formObservations(final int batch, final double[] other, final Kernels.Scratch scratch) {
        final int from = batch * m_batchSize;
        m_kernels.form(from, from + m_batches[batch].size(), other, 0, m_batches[batch], 0, scratch);
    }

    private void formPixels(final int tile, final double[] h, final Kernels.Scratch scratch) {
        final Problems problems = m_batches[tile];
        for (final double[] row : problems.linear()) {
            Arrays.fill(row, 0);
        }
        for (final double[] row : problems.gram()) {
            Arrays.fill(row, 0);
        }
        m_kernels.accumulate(tile, 0, m_count, h, 0, problems, scratch);
    }

    @Override
    public void form(final double[] other) {
        if (m_takesTemplates) {
            m_kernels.setTemplates(other);
        }
        m_team.run(m_batches.length, (t, worker) -> m_former.form(t, other, m_scratch[worker]));
    }

    @Override
    public void linear(final double[] out) {
        m_team.run(m_batches.length, (t, worker) -> unload(t, m_batches[t].linear(), out));
    }

    @Override
    public void apply(final double[] z, final double[] out) {
        m_team.run(m_batches.length, (t, worker) -> {
            final Problems problems = m_batches[t];
            final int first = t * m_batchSize * m_problemStride;
            for (int k = 0; k < m_rank; k++) {
                for (int m = 0; m < problems.size(); m++) {
                    problems.z()[k][m] = z[first + m * m_problemStride + k * m_unknownStride];
                }
            }
            problems.refreshProduct();
            unload(t, problems.product(), out);
        });
    }

    private void unload(final int batch, final double[][] rows, final double[] out) {
        final int first = batch * m_batchSize * m_problemStride;
        for (int k = 0; k < m_rank; k++) {
            for (int m = 0; m < m_batches[batch].size(); m++) {
                out[first + m * m_problemStride + k * m_unknownStride] = rows[k][m];
            }
        }
    }
}
