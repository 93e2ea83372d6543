/**
 * How does a device make the passes, and the problems of a projection?
 */
@NullMarked
package org.noisynmf.engine.opencl;

import org.jspecify.annotations.NullMarked;
