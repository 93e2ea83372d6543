/** How do FITS files become a table of spectra on one grid? */
@NullMarked
package org.noisynmf.spark.convert;

import org.jspecify.annotations.NullMarked;
