/** How is what was found of each observation written as a table? */
@NullMarked
package org.noisynmf.knime.table.observation;

import org.jspecify.annotations.NullMarked;
