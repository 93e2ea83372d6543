/** The wavelengths of FITS spectra: units, media, scales and the keywords that state them. */
@NullMarked
package org.noisynmf.io.fits.axis;

import org.jspecify.annotations.NullMarked;
