/** Options for data that are spectra in FITS files. */
@NullMarked
package org.noisynmf.headless.option.spectra;

import org.jspecify.annotations.NullMarked;
