/**
 * Spectra in FITS files: found in the forms in which observatories and tools write them, read one at a time.
 */
@NullMarked
package org.noisynmf.io.fits;

import org.jspecify.annotations.NullMarked;
