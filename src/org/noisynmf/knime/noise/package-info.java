/** The node Add Noise. */
@NullMarked
package org.noisynmf.knime.noise;

import org.jspecify.annotations.NullMarked;
