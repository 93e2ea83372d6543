/** The node Noisy Data Simulator. */
@NullMarked
package org.noisynmf.knime.simulator;

import org.jspecify.annotations.NullMarked;
