/** Spectra in tables: their columns, and the table of wavelengths beside them. */
@NullMarked
package org.noisynmf.knime.table.spectra;

import org.jspecify.annotations.NullMarked;
