/** The node Redshift Scan. */
@NullMarked
package org.noisynmf.knime.redshift;

import org.jspecify.annotations.NullMarked;
