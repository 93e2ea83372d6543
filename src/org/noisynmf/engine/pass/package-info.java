/**
 * Who makes a pass over the data? The moments of a block of observations, given W, are formed here on the CPU, or by a
 * device with the CPU behind it; what was added up is stepped here as the problems of the pixels.
 */
@NullMarked
package org.noisynmf.engine.pass;

import org.jspecify.annotations.NullMarked;
