/** Options for data that are spectra in FITS files. */
package org.noisynmf.headless.option.spectra;
