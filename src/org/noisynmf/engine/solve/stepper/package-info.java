/**
 * What is one pass of an algorithm, and what does it remember from one to the next? Plain, extrapolated, reduced, coupled.
 */
@NullMarked
package org.noisynmf.engine.solve.stepper;

import org.jspecify.annotations.NullMarked;
