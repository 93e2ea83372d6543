/**
 * What are the exact coefficients on given templates?
 */
@NullMarked
package org.noisynmf.engine.nnls;

import org.jspecify.annotations.NullMarked;
