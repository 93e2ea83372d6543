/** The nodes Spectra Reader and Spectra Writer: FITS files to tables and back. */
package org.noisynmf.knime.fits;
