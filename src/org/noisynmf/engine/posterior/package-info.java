/**
 * How sure the templates and coefficients are: draws from their posterior under priors that are learnt from the data. A
 * sweep is a coordinate pass that draws each unknown instead of minimising over it.
 */
@NullMarked
package org.noisynmf.engine.posterior;

import org.jspecify.annotations.NullMarked;
