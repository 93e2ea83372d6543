/** Series of numbers in FITS images and table columns, whatever way they are stored. */
@NullMarked
package org.noisynmf.io.fits.series;

import org.jspecify.annotations.NullMarked;
