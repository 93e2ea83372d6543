/**
 * The choices of <em>Spectra Reader</em> and <em>Spectra Writer</em>; their constants' names stand in saved workflows.
 */
@NullMarked
package org.noisynmf.knime.fits.choice;

import org.jspecify.annotations.NullMarked;
