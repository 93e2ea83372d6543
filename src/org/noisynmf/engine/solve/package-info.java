/**
 * How do a problem and settings become a factorisation? Restarts, growth, rounds of renewed weights, and what the result says.
 */
@NullMarked
package org.noisynmf.engine.solve;

import org.jspecify.annotations.NullMarked;
