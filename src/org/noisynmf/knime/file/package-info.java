/** Files that a node reads: paths, and URLs as KNIME resolves them. */
@NullMarked
package org.noisynmf.knime.file;

import org.jspecify.annotations.NullMarked;
