package org.noisynmf.engine.stopping;

/** What is known of a fit so far. */
public interface Course {

    /** @return passes made, ≥ 0 */
    int passes();

    /**
     * @param back how many passes ago, ≥ 0; 0 = the present state
     * @return χ² + 2 P of that state in stored units; NaN if it is not known yet, or lies before the beginning
     */
    double objective(int back);

    /** @return relative projected gradient of the present state; NaN if it is not known yet */
    double kkt();
}
