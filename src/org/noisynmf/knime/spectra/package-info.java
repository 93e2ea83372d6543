/** The node Rest-Frame Aligner. */
@NullMarked
package org.noisynmf.knime.spectra;

import org.jspecify.annotations.NullMarked;
