package org.noisynmf.engine.coupled;

/**
 * What the data say about one factor Z while the other is fixed: half of χ² is ½ ⟨Z, G(Z)⟩ − ⟨B, Z⟩ + constant. Factors are
 * flat arrays in their own layout, H by observation and W by template, which read as matrices are n × q and q × d.
 */
interface DataTerm {

    /**
     * Fixes the other factor.
     *
     * @param other the other factor. Not modified; not kept.
     */
    void form(double[] other);

    /**
     * @param out receives B. Modified.
     */
    void linear(double[] out);

    /**
     * @param z a factor or a direction. Not modified.
     * @param out receives G(z). Modified.
     */
    void apply(double[] z, double[] out);
}
