/** Which weights do photons give? Variances from a model, or from the data where there is no model yet. */
@NullMarked
package org.noisynmf.engine.variance;

import org.jspecify.annotations.NullMarked;
