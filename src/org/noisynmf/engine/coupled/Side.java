package org.noisynmf.engine.coupled;

/** One factor's quadratic programme while the other factor is fixed: data term, penalties, and the entries that may change. */
final class Side {

    private final DataTerm m_data;

    private final SideTerms m_terms;

    private final boolean[] m_free;

    private final double[] m_dataLinear;

    private final double[] m_linear;

    private final double[] m_product;

    private final double[] m_direction;

    private final double[] m_curved;

    private double m_revival = 1;

    /**
     * @param data what the data say
     * @param terms the penalties
     * @param free for each entry whether it may change. Not modified.
     */
    Side(final DataTerm data, final SideTerms terms, final boolean[] free) {
        m_data = data;
        m_terms = terms;
        m_free = free;
        m_dataLinear = new double[free.length];
        m_linear = new double[free.length];
        m_product = new double[free.length];
        m_direction = new double[free.length];
        m_curved = new double[free.length];
    }

    /** Fixes the other factor and forms {@link #linear}. */
    void form(final double[] other) {
        m_data.form(other);
        m_data.linear(m_dataLinear);
        for (int p = 0; p < m_linear.length; p++) {
            m_linear[p] = -m_dataLinear[p];
        }
        m_terms.addLinear(m_linear);
    }

    /** Forms {@link #product} at z. */
    void evaluate(final double[] z) {
        m_data.apply(z, m_product);
        m_terms.addQuadratic(z, m_product);
        m_terms.addOverlap(z, m_product);
    }

    /** Forms {@link #curved} of {@link #direction}: as {@link #evaluate}, but without overlap, as the published code. */
    void curve() {
        m_data.apply(m_direction, m_curved);
        m_terms.addQuadratic(m_direction, m_curved);
    }

    /** @return κ, by which [−∇]⁺ becomes the direction of an entry at 0; 1 as published */
    double revival() {
        return m_revival;
    }

    /**
     * @param revival κ &gt; 0
     */
    void setRevival(final double revival) {
        m_revival = revival;
    }

    boolean free(final int p) {
        return m_free[p];
    }

    /** @return D, the gradient at 0 */
    double[] linear() {
        return m_linear;
    }

    /** @return F, the gradient less D */
    double[] product() {
        return m_product;
    }

    /** @return a buffer for a direction */
    double[] direction() {
        return m_direction;
    }

    /** @return K, what the quadratic part without overlap makes of the direction */
    double[] curved() {
        return m_curved;
    }

    double twicePenalty(final double[] z) {
        return m_terms.twicePenalty(z);
    }

    /**
     * @param z where F was formed. Not modified.
     * @return ‖projected gradient‖ / ‖B‖ there
     */
    double kkt(final double[] z) {
        double squares = 0;
        double linear = 0;
        for (int p = 0; p < z.length; p++) {
            final double slope = m_linear[p] + m_product[p];
            final double projected = z[p] > 0 ? slope : Math.min(slope, 0);
            squares += m_free[p] ? projected * projected : 0;
            linear += m_dataLinear[p] * m_dataLinear[p];
        }
        return linear > 0 ? Math.sqrt(squares / linear) : 0;
    }
}
