/** The node NMF Posterior. */
@NullMarked
package org.noisynmf.knime.posterior;

import org.jspecify.annotations.NullMarked;
