package org.noisynmf.engine.model;

/**
 * State after one pass.
 *
 * @param restart 0-based number of the restart
 * @param pass number of the pass counted from the start of this restart, growth passes included; 0 is the start itself
 * @param growth number of templates during sequential growth, 0 in the main loop
 * @param objective χ² + 2 P of the factors that would be returned after this pass
 * @param kkt relative norm of the projected gradient, ≥ 0; NaN where it was not measured
 * @param seconds since the start of the loop
 */
public record TraceRow(int restart, int pass, int growth, double objective, double kkt, double seconds) {
}
