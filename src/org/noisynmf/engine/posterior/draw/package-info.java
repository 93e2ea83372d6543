/** Draws of one small problem: truncated normals, mixtures and the Gibbs sweep on (G, b). */
@NullMarked
package org.noisynmf.engine.posterior.draw;

import org.jspecify.annotations.NullMarked;
