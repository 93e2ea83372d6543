/**
 * What do noisy data with known truth look like?
 */
@NullMarked
package org.noisynmf.engine.simulate;

import org.jspecify.annotations.NullMarked;
