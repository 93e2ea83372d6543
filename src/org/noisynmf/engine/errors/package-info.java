/**
 * How far would templates and coefficients have come out otherwise? Sets of templates from draws, resampling or
 * displacement, and what their spread means for coefficients.
 */
@NullMarked
package org.noisynmf.engine.errors;

import org.jspecify.annotations.NullMarked;
