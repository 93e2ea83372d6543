/**
 * What came of it: estimated templates beside true ones, and how well a model fits.
 */
@NullMarked
package org.noisynmf.engine.evaluate;

import org.jspecify.annotations.NullMarked;
