/** One chain of the sampler: its state, its sweeps over the data and what is recorded of them. */
@NullMarked
package org.noisynmf.engine.posterior.chain;

import org.jspecify.annotations.NullMarked;
