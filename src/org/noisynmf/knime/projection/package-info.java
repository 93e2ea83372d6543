/** The node NNLS Projection. */
@NullMarked
package org.noisynmf.knime.projection;

import org.jspecify.annotations.NullMarked;
