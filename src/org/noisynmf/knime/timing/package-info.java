/** The node NMF Timing. */
@NullMarked
package org.noisynmf.knime.timing;

import org.jspecify.annotations.NullMarked;
