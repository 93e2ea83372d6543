package org.noisynmf.engine.device;

import org.noisynmf.engine.arithmetic.Vectors;

/**
 * A whole pass over the data, whoever makes it: the moments of the observations, given W, their step, and the step of the
 * pixels on what was added up. Factors are in stored units of the observations.
 *
 * <p>Not thread-safe. A pass made by a device throws {@link DeviceException} from every method if the device fails.
 */
public interface Pass extends AutoCloseable {

    /** Description of the CPU where no device does the work, and of its vectors where loops use them. */
    String CPU = Vectors.description().map(vectors -> "CPU, " + vectors).orElse("CPU");

    /** @return who makes the pass, and for a device the precision it works in, for people */
    String description();

    /**
     * The H side: forms the problems of the observations, steps them and accumulates the problems of the pixels.
     *
     * @param w W with which the problems are formed, d × q, template k contiguous. Not modified.
     * @param from H from which to step, q × n, coefficients of an observation contiguous. Not modified.
     * @param origin H from which to extrapolate, q × n; read only if beta &gt; 0. Not modified.
     * @param beta length of the extrapolation, ≥ 0
     * @param stepped receives the stepped H. Modified.
     * @param used receives [stepped + β (stepped − origin)]⁺, with which the pixels' problems are accumulated; may be
     *            {@code stepped} if beta is 0. Modified.
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    void observations(double[] w, double[] from, double[] origin, double beta, double[] stepped, double[] used);

    /**
     * The W side, after {@link #observations}: steps every pixel.
     *
     * @param w W from which to step, d × q; with {@link #late} that with which the problems were formed. Not modified.
     * @param stepped receives the stepped W. Modified.
     */
    void pixels(double[] w, double[] stepped);

    /** @return Σ_j (zᵀ G z − 2 bᵀ z) of the observations as they were formed, penalties on H included */
    double formedQuadratic();

    /** @return Σ_i (zᵀ G z − 2 bᵀ z) of the pixels after their step, penalties on W included; not with {@link #late} */
    double steppedQuadratic();

    /**
     * After {@link #pixels}.
     *
     * @return the change of the objective over the pass, from W and the H from which it stepped to the stepped W and the H
     *         with which the pixels' problems were accumulated; {@link Change#UNKNOWN} unless the maker of the pass follows it
     */
    default Change change() {
        return Change.UNKNOWN;
    }

    /**
     * After {@link #pixels}, with the problems of the pixels as they were accumulated.
     *
     * @param from W, d × q. Not modified.
     * @param to another W, d × q. Not modified.
     * @return the change of the objective from one to the other; {@link Change#UNKNOWN} where {@link #change} is
     */
    default Change change(final double[] from, final double[] to) {
        return Change.UNKNOWN;
    }

    /** @return relative projected gradient: of the observations as formed, and of the pixels before their last step */
    double kkt();

    /** @return whether the objective of a state is known only when the next pass forms its problems */
    default boolean late() {
        return false;
    }

    /** Frees what the maker holds. */
    @Override
    default void close() {
        // nothing is held
    }
}
