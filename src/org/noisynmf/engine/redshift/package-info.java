/**
 * At which redshifts do templates fit a spectrum, and how well?
 */
@NullMarked
package org.noisynmf.engine.redshift;

import org.jspecify.annotations.NullMarked;
