/** The node Matrix Reader. */
@NullMarked
package org.noisynmf.knime.reader;

import org.jspecify.annotations.NullMarked;
