package org.noisynmf.engine.posterior;

/**
 * What one chain did over the sweeps that count.
 *
 * @param chain number of the chain, from 0
 * @param sweep numbers of the sweeps, from 1
 * @param rotation for each of them M = W₀⁺ W, q × q values row by row: how much of template k of the fit is in template l
 * @param noiseScale φ
 * @param chi2 χ²
 */
public record ChainTrace(int chain, int[] sweep, double[][] rotation, double[] noiseScale, double[] chi2) {
}
