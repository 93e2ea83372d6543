/** The node NMF Error Estimates. */
@NullMarked
package org.noisynmf.knime.errors;

import org.jspecify.annotations.NullMarked;
