/** Spectra in tables: their columns, and the table of wavelengths beside them. */
package org.noisynmf.knime.table.spectra;
