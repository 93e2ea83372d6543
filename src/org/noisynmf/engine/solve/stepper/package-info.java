/**
 * What is one pass of an algorithm, and what does it remember from one to the next? Plain, extrapolated, reduced, coupled.
 */
package org.noisynmf.engine.solve.stepper;
