/**
 * What is the problem of one spectrum on templates shifted to a redshift?
 */
@NullMarked
package org.noisynmf.engine.redshift.shift;

import org.jspecify.annotations.NullMarked;
