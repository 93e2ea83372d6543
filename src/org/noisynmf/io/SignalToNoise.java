package org.noisynmf.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the numbers of a file of weights would mean if they were inverse variances: the median of |x| √v, the signal over
 * the noise of an entry. Taken from evenly spaced entries, since all of them need not be kept.
 */
final class SignalToNoise {

    /** Entries kept; when there are more, every second one is dropped. */
    private static final int KEPT = 1 << 13;

    /** A median signal-to-noise outside of these is hardly that of data worth a factorisation. */
    private static final double LOWEST = 0.1;

    private static final double HIGHEST = 1e4;

    /** Names that people give to files of uncertainties. */
    private static final Pattern UNCERTAINTY = Pattern.compile("(^|.*[^a-z])[a-z]*"
        + "(unc|uncert|uncertaint(y|ies)|errs?|errors?|sigmas?|std|stds|stddev|stdev|sd|var|vars|variances?)([^a-z].*|$)");

    /** Names in which the same letters say that they are weights. */
    private static final Pattern INVERSE = Pattern.compile(".*(ivar|inv|weight).*");

    private final double[] m_kept = new double[KEPT];

    /** Whether each entry kept is beside a number given as weight other than 0 and 1. */
    private boolean m_onlyOnes = true;

    private int m_count;

    private long m_stride = 1;

    private long m_next;

    /**
     * @param x d values. Not modified.
     * @param v d weights. Not modified.
     */
    void add(final double[] x, final double[] v) {
        long i = m_next;
        for (; i < x.length; i += m_stride) {
            final double weight = v[(int)i];
            if (weight > 0 && x[(int)i] != 0 && !Double.isNaN(x[(int)i])) {
                m_onlyOnes &= weight == 1;
                keep(Math.abs(x[(int)i]) * Math.sqrt(weight));
            }
        }
        m_next = i - x.length;
    }

    private void keep(final double ratio) {
        if (m_count == KEPT) {
            for (int i = 0; i < KEPT / 2; i++) {
                m_kept[i] = m_kept[2 * i];
            }
            m_count = KEPT / 2;
            m_stride *= 2;
        }
        m_kept[m_count++] = ratio;
    }

    /** @return the median of |x| √v over entries with weight and a value other than 0, or NaN if there are none */
    double median() {
        if (m_count == 0) {
            return Double.NaN;
        }
        final double[] sorted = Arrays.copyOf(m_kept, m_count);
        Arrays.sort(sorted);
        return sorted[m_count / 2];
    }

    /**
     * @param file name of the file of weights, of which nobody said what it holds
     * @return a warning if its name or its numbers speak against inverse variances, else an empty text
     */
    String doubt(final String file) {
        final double median = median();
        final boolean unlikely = !m_onlyOnes && (median < LOWEST || median > HIGHEST);
        if (!unlikely && !isNamedUncertainty(file)) {
            return "";
        }
        return "weights in " + file + " read as inverse variances: median |x|·√v = "
            + String.format(Locale.ROOT, "%.2g", median)
            + "; if they are variances or standard deviations, say so with --weights-are";
    }

    /**
     * @param file name of a file, with or without its folder
     * @return whether it is called after an uncertainty
     */
    static boolean isNamedUncertainty(final String file) {
        final String name = file.replaceFirst("^.*[/\\\\]", "").toLowerCase(Locale.ROOT);
        return UNCERTAINTY.matcher(name).matches() && !INVERSE.matcher(name).matches();
    }
}
