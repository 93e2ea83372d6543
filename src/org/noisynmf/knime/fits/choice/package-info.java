/**
 * The choices of <em>Spectra Reader</em> and <em>Spectra Writer</em>; their constants' names stand in saved workflows.
 */
package org.noisynmf.knime.fits.choice;
