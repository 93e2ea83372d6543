package org.noisynmf.engine.arithmetic;

/**
 * Steps of coordinate descent by the processor's vector instructions; {@link Vectors} knows whether there are any. Results do
 * not depend on the width of its registers.
 */
public interface VectorSteps {

    /** Coordinates that are stepped one after the other while they are in registers. */
    int TOGETHER = 5;

    /**
     * Steps {@link #TOGETHER} coordinates of many problems that share G, one after the other: z_k ← [z_k − g_k / G_kk]⁺, which
     * moves it by δ and changes ½ zᵀ G z − bᵀ z by δ (g_k + ½ G_kk δ), and then g_l ← g_l + G_kl δ for those that follow.
     *
     * @param z unknowns, [q][size]. Modified.
     * @param k the coordinates
     * @param gradients G z − b of the coordinates, [TOGETHER][size]; unspecified afterwards. Modified.
     * @param gram G between the coordinates, the upper triangle by rows
     * @param inverse 1 / G_kk of each coordinate, or 0 to leave it as it is
     * @param changes what is changed is added. Modified.
     * @param size number of problems
     */
    void step(double[][] z, int[] k, double[][] gradients, double[] gram, double[] inverse, double[] changes, int size);
}
