/**
 * How does a device make the passes, and the problems of a projection?
 */
package org.noisynmf.engine.opencl;
