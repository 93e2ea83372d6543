package org.noisynmf.engine.solve.stepper;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The factors of a stepper: those of the present state, those before the last pass, and those the next pass writes. */
abstract class FactorStepper implements Stepper {

    private double[] m_w;

    private double[] m_previousW;

    private double[] m_nextW;

    private double[] m_h;

    private double[] m_previousH;

    private double[] m_nextH;

    /**
     * @param w W to start from, d × q. Not modified.
     * @param h H to start from, q × n. Not modified.
     */
    FactorStepper(final double[] w, final double[] h) {
        m_w = w.clone();
        m_previousW = w.clone();
        m_nextW = new double[w.length];
        m_h = h.clone();
        m_previousH = h.clone();
        m_nextH = new double[h.length];
    }

    @Override
    public final double[] templates() {
        return m_w;
    }

    @Override
    public final double[] coefficients() {
        return m_h;
    }

    /** @return where the next pass writes W */
    final double[] nextTemplates() {
        return m_nextW;
    }

    /** @return where the next pass writes H */
    final double[] nextCoefficients() {
        return m_nextH;
    }

    /** Makes what the pass has written the present state. */
    final void advance() {
        final double[] w = m_previousW;
        m_previousW = m_w;
        m_w = m_nextW;
        m_nextW = w;
        final double[] h = m_previousH;
        m_previousH = m_h;
        m_h = m_nextH;
        m_nextH = h;
    }

    @Override
    public final void revert() {
        m_w = m_previousW.clone();
        m_h = m_previousH.clone();
    }

    @Override
    public Map<String, double[]> save() {
        final Map<String, double[]> values = new TreeMap<>();
        values.put("w", m_w.clone());
        values.put("h", m_h.clone());
        return values;
    }

    @Override
    public void restore(final Map<String, double[]> values) {
        m_w = Objects.requireNonNull(values.get("w")).clone();
        m_h = Objects.requireNonNull(values.get("h")).clone();
    }
}
