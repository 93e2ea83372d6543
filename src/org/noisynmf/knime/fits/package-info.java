/** The nodes Spectra Reader and Spectra Writer: FITS files to tables and back. */
@NullMarked
package org.noisynmf.knime.fits;

import org.jspecify.annotations.NullMarked;
