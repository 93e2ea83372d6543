package org.noisynmf.headless.option;

import org.noisynmf.engine.naming.Named;

/** What is known of the noise beside its weights. */
public enum NoiseScale implements Named {
    /** Weights are inverse variances. */
    FIXED,
    /** Weights are proportional to inverse variances. */
    FREE
}
