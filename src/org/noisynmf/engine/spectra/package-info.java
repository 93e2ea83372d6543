/**
 * Spectra before they are a matrix: each with its own wavelengths, brought to a common grid in the rest frame.
 */
@NullMarked
package org.noisynmf.engine.spectra;

import org.jspecify.annotations.NullMarked;
