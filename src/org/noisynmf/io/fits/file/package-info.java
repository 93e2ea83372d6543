/** What stands in the HDUs of a FITS file: sizes, scaling, null values and compressed tiles. */
@NullMarked
package org.noisynmf.io.fits.file;

import org.jspecify.annotations.NullMarked;
