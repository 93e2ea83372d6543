/** The node NMF Plot. */
@NullMarked
package org.noisynmf.knime.plot;

import org.jspecify.annotations.NullMarked;
