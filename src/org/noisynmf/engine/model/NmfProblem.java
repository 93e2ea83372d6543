package org.noisynmf.engine.model;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;

/**
 * What is to be factorised: the observations, and what is known of the factors beforehand. Immutable.
 */
public final class NmfProblem {

    private final Observations m_data;

    private final double @Nullable [] m_templates;

    private final double @Nullable [] m_coefficients;

    private final int[] m_held;

    private final @Nullable Observations m_shift;

    private final MatrixTerms m_matrixTerms;

    private final @Nullable PhotonNoise m_photonNoise;

    private NmfProblem(final Observations data, final double @Nullable [] templates,
        final double @Nullable [] coefficients, final int[] held, final @Nullable Observations shift,
        final MatrixTerms matrixTerms, final @Nullable PhotonNoise photonNoise) {
        m_matrixTerms = matrixTerms;
        m_photonNoise = photonNoise;
        m_data = data;
        m_shift = shift;
        m_templates = templates;
        m_coefficients = coefficients;
        m_held = held;
    }

    /**
     * @param data X and V
     * @return a problem of which nothing else is known
     */
    public static NmfProblem of(final Observations data) {
        return new NmfProblem(Objects.requireNonNull(data), null, null, new int[0], null, MatrixTerms.NONE, null);
    }

    /**
     * @param templates W₀, d × q, template k contiguous, ≥ 0 and finite, NaN too at pixels that no observation has weight
     *            in; null = none given. Copied.
     * @return a problem with these templates to start from
     */
    public NmfProblem withTemplates(final double @Nullable [] templates) {
        return new NmfProblem(m_data, checked(templates, m_data.pixels(), "start template", "pixel"), m_coefficients,
            m_held, m_shift, m_matrixTerms, m_photonNoise);
    }

    /**
     * @param coefficients H₀, q × n, observation j contiguous, ≥ 0 and finite, NaN too for observations without weight;
     *            null = none given. Copied.
     * @return a problem with these coefficients to start from
     */
    public NmfProblem withCoefficients(final double @Nullable [] coefficients) {
        return new NmfProblem(m_data, m_templates, checked(coefficients, 0, "start coefficient", ""), m_held,
            m_shift, m_matrixTerms, m_photonNoise);
    }

    /**
     * @param held 0-based indices of the start templates that stay as they are. Copied.
     * @return a problem with these templates held
     */
    public NmfProblem withHeld(final int... held) {
        return new NmfProblem(m_data, m_templates, m_coefficients,
            Arrays.stream(held).sorted().distinct().toArray(), m_shift, m_matrixTerms, m_photonNoise);
    }

    /**
     * @param shift Y ≥ 0 with X + Y ≥ 0, for Shift-NMF with a shift of each entry (Green and Bailey 2024, eq. 15), and the
     *            same weights as the data; null = the smallest scalar shift
     * @return a problem with this shift
     */
    public NmfProblem withShift(final @Nullable Observations shift) {
        return new NmfProblem(m_data, m_templates, m_coefficients, m_held, shift, m_matrixTerms, m_photonNoise);
    }

    /**
     * @param terms weights between observations and between pixels, and matrix penalties, for the rules that step a factor
     *            as a whole. Pav (2024), eq. 3
     * @return a problem with these terms
     */
    public NmfProblem withMatrixTerms(final MatrixTerms terms) {
        return new NmfProblem(m_data, m_templates, m_coefficients, m_held, m_shift, Objects.requireNonNull(terms),
            m_photonNoise);
    }

    /**
     * @param noise photon noise whose variance comes from the model; the weights of the data are then 1 / σ² of the
     *            background alone. null = the weights of the data are the whole of it
     * @return a problem with this noise
     */
    public NmfProblem withPhotonNoise(final @Nullable PhotonNoise noise) {
        return new NmfProblem(m_data, m_templates, m_coefficients, m_held, m_shift, m_matrixTerms, noise);
    }

    /**
     * @param data the same values with other weights
     * @return a problem with these data and without photon noise of the model
     */
    public NmfProblem reweighted(final Observations data) {
        return new NmfProblem(Objects.requireNonNull(data), m_templates, m_coefficients, m_held, m_shift,
            m_matrixTerms, null);
    }

    private double @Nullable [] checked(final double @Nullable [] factor, final int stride, final String name,
        final String unit) {
        if (factor == null) {
            return null;
        }
        final double[] copy = factor.clone();
        for (int p = 0; p < factor.length; p++) {
            if (Double.isNaN(factor[p]) && !observed(p, factor.length, stride)) {
                copy[p] = 0;
            } else if (!(factor[p] >= 0 && factor[p] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A " + name + " is " + factor[p] + " ("
                    + (stride > 0 ? "template " + p / stride + ", " + unit + " " + p % stride : "position " + p)
                    + ", counted from 0), but must be a finite number ≥ 0");
            }
        }
        return copy;
    }

    /** Whether a value of a factor has anything to do with the data; coefficients have stride 0. */
    private boolean observed(final int position, final int length, final int stride) {
        if (stride > 0) {
            return m_data.pixelObserved(position % stride);
        }
        return length % m_data.count() != 0 || m_data.observedCount(position / (length / m_data.count())) > 0;
    }

    /** @return X and V */
    public Observations data() {
        return m_data;
    }

    /** @return W₀ or null. Treat as read-only. */
    public double @Nullable [] templates() {
        return m_templates;
    }

    /** @return H₀ or null. Treat as read-only. */
    public double @Nullable [] coefficients() {
        return m_coefficients;
    }

    /** @return Y or null */
    public @Nullable Observations shift() {
        return m_shift;
    }

    /** @return photon noise whose variance comes from the model, or null */
    public @Nullable PhotonNoise photonNoise() {
        return m_photonNoise;
    }

    /** @return matrix weights and penalties, {@link MatrixTerms#NONE} if there are none */
    public MatrixTerms matrixTerms() {
        return m_matrixTerms;
    }

    /** @return indices of held templates, ascending. Treat as read-only. */
    public int[] held() {
        return m_held;
    }
}
