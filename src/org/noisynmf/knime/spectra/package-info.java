/** The node Rest-Frame Aligner. */
package org.noisynmf.knime.spectra;
