package org.noisynmf.engine.redshift.shift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Templates at equal steps δ of log₁₀ λ, where a redshift is a shift: template k at position p, in steps from the first, is
 * interpolated between T_k[⌊p⌋] and T_k[⌊p⌋ + 1]; it is 0 outside 0 … L − 1 and where nothing is known.
 *
 * <p>Where redshifts are in equal steps of log₁₀(1 + z), their step is a multiple of δ. Templates given in such steps are
 * taken as they are, others are interpolated once.
 */
public final class TemplateSteps {

    /** More steps than this would be a mistake in the wavelengths. */
    private static final int MOST_STEPS = 1 << 22;

    /** Templates lie at steps δ if the last is off by no more than this share of a step. */
    private static final double SHARE_OF_STEP = 1e-3;

    /** Rounding of a position, in steps. */
    private static final double ROUNDING = 1e-9;

    private static final double SHOWN = 1e-12;

    private final double m_first;

    private final double m_step;

    private final int m_stride;

    private final int m_exponent;

    /** By template, T_k[m] at m + 1: a zero at either end. */
    private final double[][] m_values;

    /** First and last position of each stretch that is known. */
    private final List<double[]> m_stretches = new ArrayList<>();

    /**
     * @param templates in their rest frame. Not modified.
     * @param grid of redshifts
     */
    public TemplateSteps(final RestTemplates templates, final RedshiftGrid grid) {
        final int d = templates.pixels();
        final double[] logs = new double[d];
        Arrays.setAll(logs, i -> Math.log10(templates.wavelengths()[i]));
        final double own = (logs[d - 1] - logs[0]) / (d - 1);
        double off = 0;
        for (int i = 0; i < d; i++) {
            off = Math.max(off, Math.abs(logs[i] - logs[0] - i * own) / own);
        }
        final boolean even = off <= SHARE_OF_STEP;
        final double wanted = even ? own : medianStep(logs);
        final double multiple = grid.logarithmic() ? grid.step() / wanted : 1;
        final long nearest = Math.max(1, Math.round(multiple));
        final boolean fits =
            even && (!grid.logarithmic() || Math.abs(multiple / nearest - 1) * (d - 1) <= SHARE_OF_STEP);
        m_stride = (int)(fits ? nearest : Math.max(1, Math.ceil(multiple - ROUNDING)));
        m_step = grid.logarithmic() ? grid.step() / m_stride : wanted;
        m_first = logs[0];
        final double steps = fits ? d : Math.floor((logs[d - 1] - logs[0]) / m_step + ROUNDING) + 1;
        if (!(steps <= MOST_STEPS)) {
            throw new IllegalArgumentException("From " + templates.wavelengths()[0] + " to "
                + templates.wavelengths()[d - 1] + " the templates would take " + (long)steps
                + " steps, but at most " + MOST_STEPS + " are possible: are their wavelengths right?");
        }
        m_exponent = exponent(templates);
        final int length = (int)steps;
        m_values = new double[templates.rank()][length + 2];
        final boolean[] known = new boolean[length];
        for (int m = 0, i = 0; m < length; m++) {
            final double log = m_first + m * m_step;
            while (!fits && i < d - 2 && logs[i + 1] <= log) {
                i++;
            }
            final int low = fits ? m : i;
            final double fraction =
                fits ? 0 : Math.min(1, Math.max(0, (log - logs[low]) / (logs[low + 1] - logs[low])));
            known[m] = (fraction == 1 || templates.known(low)) && (fraction == 0 || templates.known(low + 1));
            for (int k = 0; known[m] && k < m_values.length; k++) {
                final double here = fraction == 1 ? 0 : (1 - fraction) * templates.values()[k * d + low];
                final double next = fraction == 0 ? 0 : fraction * templates.values()[k * d + low + 1];
                m_values[k][m + 1] = Math.scalb(here + next, -m_exponent);
            }
        }
        findStretches(known);
    }

    private static double medianStep(final double[] logs) {
        final double[] steps = new double[logs.length - 1];
        Arrays.setAll(steps, i -> logs[i + 1] - logs[i]);
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    private static int exponent(final RestTemplates templates) {
        double largest = 0;
        for (final double value : templates.values()) {
            largest = Double.isNaN(value) ? largest : Math.max(largest, Math.abs(value));
        }
        return largest > 0 ? Math.getExponent(largest) : 0;
    }

    private void findStretches(final boolean[] known) {
        for (int m = 0; m < known.length; m++) {
            if (known[m]) {
                final int start = m;
                while (m + 1 < known.length && known[m + 1]) {
                    m++;
                }
                m_stretches.add(new double[]{start, m});
            }
        }
        if (m_stretches.isEmpty()) {
            throw new IllegalArgumentException("The templates are unknown (NaN) at every pixel");
        }
    }

    /** @return q */
    public int rank() {
        return m_values.length;
    }

    /** @return L, the number of steps */
    public int length() {
        return m_values[0].length - 2;
    }

    /** @return steps δ from one redshift of a logarithmic grid to the next, ≥ 1 */
    public int stride() {
        return m_stride;
    }

    /** @return e: values are those given times 2⁻ᵉ */
    public int exponent() {
        return m_exponent;
    }

    /**
     * @param k template
     * @return L + 2 values, a zero at either end. Not to be changed.
     */
    public double[] values(final int k) {
        return m_values[k];
    }

    /**
     * What a template must show of itself: where the weighted squares Σ v T_k² of a spectrum are no more, as where its only line is
     * far outside, rounding and single pixels would decide on a huge coefficient.
     *
     * @param weights Σ v
     * @return for each template 1e-12 max T_k² Σ v
     */
    public double[] floor(final double weights) {
        final double[] floor = new double[rank()];
        for (int k = 0; k < floor.length; k++) {
            for (final double value : m_values[k]) {
                floor[k] = Math.max(floor[k], SHOWN * value * value * weights);
            }
        }
        return floor;
    }

    /**
     * @param logWavelength log₁₀ λ in the rest frame
     * @return where it lies, in steps from the first
     */
    public double position(final double logWavelength) {
        return (logWavelength - m_first) / m_step;
    }

    /**
     * @param positions of pixels, increasing. Not modified.
     * @param shift to subtract from them
     * @return how many lie where templates are known
     */
    public int covered(final double[] positions, final double shift) {
        int covered = 0;
        for (final double[] stretch : m_stretches) {
            covered +=
                below(positions, stretch[1] + shift + ROUNDING) - below(positions, stretch[0] + shift - ROUNDING);
        }
        return covered;
    }

    private static int below(final double[] sorted, final double limit) {
        final int at = Arrays.binarySearch(sorted, limit);
        return at < 0 ? -1 - at : at;
    }
}
