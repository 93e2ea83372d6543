/**
 * How do steps become a factorisation? The loop, stopping, extrapolation, growth, restarts.
 */
package org.noisynmf.engine.solve;
