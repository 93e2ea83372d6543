/** Tables to observations and results to tables, for every node; what nodes say. */
@NullMarked
package org.noisynmf.knime.table;

import org.jspecify.annotations.NullMarked;
