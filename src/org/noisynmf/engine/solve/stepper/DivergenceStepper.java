package org.noisynmf.engine.solve.stepper;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.Evaluation;
import org.noisynmf.engine.settings.Distance;

/**
 * Multiplicative ratio rules for the Kullback–Leibler divergence, z_k ← z_k Σ a_k v x/y / Σ a_k v (Lee and Seung 2001,
 * eq. 5, with weights), and the Itakura–Saito divergence, z_k ← z_k (Σ a_k v x/y² / Σ a_k v/y)^½ (Févotte and Idier 2011,
 * the majorisation–minimisation rule, which never lets the divergence rise), where y = W H and a is the other factor.
 *
 * <p>The sums need the model at every entry and so are not steps on (G, b); they share everything else with the other
 * algorithms.
 */
final class DivergenceStepper extends FactorStepper {

    /** Model values below this, in stored units, are taken for it, so that no ratio overflows. */
    private static final double FLOOR = 1e-30;

    /** Observations a task works on. */
    private static final int CHUNK = 16;

    private final Observations m_data;

    private final boolean m_itakuraSaito;

    private final int m_rank;

    private final Team m_team;

    private final Observer m_observer;

    private final boolean[] m_held;

    private final double[] m_distances;

    private final double[][] m_norms;

    private final Buffers[] m_buffers;

    /** Work space of one thread. */
    private static final class Buffers {
        private final double[] m_model;
        private final double[] m_ratio;
        private final double[] m_share;
        private final double[] m_numerator;
        private final double[] m_denominator;

        Buffers(final int width, final int rank) {
            m_model = new double[width];
            m_ratio = new double[width];
            m_share = new double[width];
            m_numerator = new double[width * rank];
            m_denominator = new double[width * rank];
        }
    }

    /**
     * @param data the observations, X ≥ 0, and X &gt; 0 for Itakura–Saito
     * @param distance Kullback–Leibler or Itakura–Saito
     * @param rank q
     * @param held indices of templates that stay as they are
     * @param w W to start from, d × q. Not modified.
     * @param h H to start from, q × n. Not modified.
     * @param team the threads
     * @param observer asked between phases whether to go on
     */
    DivergenceStepper(final Observations data, final Distance distance, final int rank, final int[] held,
        final double[] w, final double[] h, final Team team, final Observer observer) {
        super(w, h);
        m_data = data;
        m_itakuraSaito = distance == Distance.ITAKURA_SAITO;
        m_rank = rank;
        m_team = team;
        m_observer = observer;
        m_held = new boolean[rank];
        for (final int k : held) {
            m_held[k] = true;
        }
        m_distances = new double[data.count()];
        m_norms = new double[4][Math.max(data.count(), data.tiles())];
        m_buffers = new Buffers[team.size()];
        Arrays.setAll(m_buffers, t -> new Buffers(data.tileWidth(), rank));
    }

    @Override
    public boolean pass(final LateObjective late) {
        observations(templates(), coefficients(), nextCoefficients());
        m_observer.throwIfCancelled();
        if (!late.known(sum(m_distances, m_data.count()), kkt())) {
            return false;
        }
        pixels(templates(), nextCoefficients(), nextTemplates());
        advance();
        return true;
    }

    /** Measures every observation and steps its coefficients. */
    private void observations(final double[] w, final double[] h, final double[] stepped) {
        final int n = m_data.count();
        final int q = m_rank;
        m_team.run((n + CHUNK - 1) / CHUNK, (c, worker) -> {
            final Buffers b = m_buffers[worker];
            for (int j = c * CHUNK; j < Math.min((c + 1) * CHUNK, n); j++) {
                Arrays.fill(b.m_numerator, 0, q, 0);
                Arrays.fill(b.m_denominator, 0, q, 0);
                double distance = 0;
                for (int s = m_data.firstStrip(j); s < m_data.firstStrip(j + 1); s++) {
                    distance += ratios(s, w, h, j, b);
                    final int first = m_data.tileOf(s) * m_data.tileWidth();
                    final int width = Math.min(m_data.tileWidth(), m_data.pixels() - first);
                    for (int k = 0; k < q; k++) {
                        final int at = k * m_data.pixels() + first;
                        for (int i = 0; i < width; i++) {
                            b.m_numerator[k] += w[at + i] * b.m_ratio[i];
                            b.m_denominator[k] += w[at + i] * b.m_share[i];
                        }
                    }
                }
                m_distances[j] = distance;
                m_norms[0][j] = 0;
                m_norms[1][j] = 0;
                for (int k = 0; k < q; k++) {
                    final double z = h[j * q + k];
                    stepped[j * q + k] = step(z, b.m_numerator[k], b.m_denominator[k]);
                    m_norms[0][j] += projected(z, b.m_numerator[k], b.m_denominator[k]);
                    m_norms[1][j] += b.m_numerator[k] * b.m_numerator[k];
                }
            }
        });
    }

    /** Measures every pixel and steps its row of the templates. */
    private void pixels(final double[] w, final double[] h, final double[] stepped) {
        final int q = m_rank;
        final int d = m_data.pixels();
        m_team.run(m_data.tiles(), (t, worker) -> {
            final Buffers b = m_buffers[worker];
            final int first = t * m_data.tileWidth();
            final int width = Math.min(m_data.tileWidth(), d - first);
            Arrays.fill(b.m_numerator, 0);
            Arrays.fill(b.m_denominator, 0);
            for (int j = 0; j < m_data.count(); j++) {
                final int s = strip(j, t);
                if (s < 0) {
                    continue;
                }
                ratios(s, w, h, j, b);
                for (int k = 0; k < q; k++) {
                    final double c = h[j * q + k];
                    for (int i = 0; i < width; i++) {
                        b.m_numerator[k * width + i] += c * b.m_ratio[i];
                        b.m_denominator[k * width + i] += c * b.m_share[i];
                    }
                }
            }
            m_norms[2][t] = 0;
            m_norms[3][t] = 0;
            for (int k = 0; k < q; k++) {
                for (int i = 0; i < width; i++) {
                    final int at = k * d + first + i;
                    final double numerator = b.m_numerator[k * width + i];
                    final double denominator = b.m_denominator[k * width + i];
                    stepped[at] = m_held[k] ? w[at] : step(w[at], numerator, denominator);
                    m_norms[2][t] += m_held[k] ? 0 : projected(w[at], numerator, denominator);
                    m_norms[3][t] += numerator * numerator;
                }
            }
        });
    }

    /** The strip of an observation in a tile, or a negative number. */
    private int strip(final int j, final int tile) {
        int low = m_data.firstStrip(j);
        int high = m_data.firstStrip(j + 1) - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            final int found = m_data.tileOf(middle);
            if (found == tile) {
                return middle;
            }
            if (found < tile) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Writes what numerator and denominator sum up over one strip, and returns the divergence there. */
    private double ratios(final int strip, final double[] w, final double[] h, final int j, final Buffers b) {
        final int first = m_data.tileOf(strip) * m_data.tileWidth();
        final int width = Math.min(m_data.tileWidth(), m_data.pixels() - first);
        Arrays.fill(b.m_model, 0, width, 0);
        for (int k = 0; k < m_rank; k++) {
            final double c = h[j * m_rank + k];
            final int at = k * m_data.pixels() + first;
            for (int i = 0; i < width; i++) {
                b.m_model[i] += c * w[at + i];
            }
        }
        double distance = 0;
        for (int i = 0; i < width; i++) {
            final double v = value(m_data.weights(strip), i);
            final double vx = value(m_data.weightedData(strip), i);
            final double y = Math.max(b.m_model[i], FLOOR);
            if (m_itakuraSaito) {
                b.m_ratio[i] = vx / y / y;
                b.m_share[i] = v / y;
                // each term is ≥ 0, which rounding must not change
                distance += v > 0 ? Math.max(vx / y - v * Math.log(vx / v / y) - v, 0) : 0;
            } else {
                b.m_ratio[i] = vx / y;
                b.m_share[i] = v;
                distance += Math.max(v * b.m_model[i] - vx + (vx > 0 ? vx * Math.log(vx / v / y) : 0), 0);
            }
        }
        return distance;
    }

    private static double value(final Object strip, final int i) {
        return strip instanceof double[] d ? d[i] : ((float[])strip)[i];
    }

    private double step(final double z, final double numerator, final double denominator) {
        final double ratio = numerator / denominator;
        final double stepped = z * (m_itakuraSaito ? Math.sqrt(ratio) : ratio);
        // 0/0 where nothing is observed
        return stepped < Double.POSITIVE_INFINITY ? stepped : z;
    }

    private static double projected(final double z, final double numerator, final double denominator) {
        final double gradient = denominator - numerator;
        final double projected = z > 0 ? gradient : Math.min(gradient, 0);
        return projected * projected;
    }

    private static double sum(final double[] parts, final int count) {
        double sum = 0;
        for (int p = 0; p < count; p++) {
            sum += parts[p];
        }
        return sum;
    }

    private double kkt() {
        return Math.max(norm(m_norms[0], m_norms[1], m_data.count()), norm(m_norms[2], m_norms[3], m_data.tiles()));
    }

    private static double norm(final double[] gradients, final double[] scales, final int count) {
        final double scale = sum(scales, count);
        return scale > 0 ? Math.sqrt(sum(gradients, count) / scale) : 0;
    }

    @Override
    public boolean late() {
        return true;
    }

    @Override
    public double objective() {
        return Double.NaN;
    }

    @Override
    public Evaluation evaluate() {
        observations(templates(), coefficients(), nextCoefficients());
        pixels(templates(), coefficients(), nextTemplates());
        return new Evaluation(sum(m_distances, m_data.count()), 0, kkt(), m_distances.clone());
    }
}
