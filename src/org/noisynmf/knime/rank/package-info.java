/** The node NMF Rank. */
@NullMarked
package org.noisynmf.knime.rank;

import org.jspecify.annotations.NullMarked;
