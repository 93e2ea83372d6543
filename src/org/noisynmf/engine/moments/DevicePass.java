package org.noisynmf.engine.moments;

/**
 * A whole pass over the data made by a device: moments of both sides and the steps. Factors are those of the caller, in
 * stored units of the observations; the data stay on the device.
 *
 * <p>Not thread-safe. Every method throws {@link DeviceException} if the device fails.
 */
public interface DevicePass extends AutoCloseable {

    /** @return name of the device and the precision it works in, for people */
    String description();

    /**
     * The H side: forms the problems of the observations, steps them and accumulates the problems of the pixels.
     *
     * @param w W with which the problems are formed, d × q, template k contiguous. Not modified.
     * @param from H from which to step, q × n, coefficients of an observation contiguous. Not modified.
     * @param origin H from which to extrapolate, q × n; read only if beta &gt; 0. Not modified.
     * @param beta length of the extrapolation, ≥ 0
     * @param stepped receives the stepped H. Modified.
     * @param used receives [stepped + β (stepped − origin)]⁺, with which the pixels' problems are accumulated. Modified.
     */
    void observations(double[] w, double[] from, double[] origin, double beta, double[] stepped, double[] used);

    /**
     * The W side, after {@link #observations}: steps every pixel.
     *
     * @param w W from which to step, d × q. Not modified.
     * @param stepped receives the stepped W. Modified.
     */
    void pixels(double[] w, double[] stepped);

    /** @return Σ_j (zᵀ G z − 2 bᵀ z) of the observations as they were formed, penalties on H included */
    double formedQuadratic();

    /** @return Σ_i (zᵀ G z − 2 bᵀ z) of the pixels after their step, penalties on W included */
    double steppedQuadratic();

    /** @return relative projected gradient: of the observations as formed, and of the pixels before their last step */
    double kkt();

    /** Frees what is held on the device. */
    @Override
    void close();
}
