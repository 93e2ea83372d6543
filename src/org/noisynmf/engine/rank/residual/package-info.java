/** What the residuals of a fit say of a further template: their largest singular value, masks and sign flips. */
@NullMarked
package org.noisynmf.engine.rank.residual;

import org.jspecify.annotations.NullMarked;
