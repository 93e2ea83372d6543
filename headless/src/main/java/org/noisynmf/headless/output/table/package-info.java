/** Tables as CSV: names, numbers and errors of factors and ranks. */
@NullMarked
package org.noisynmf.headless.output.table;

import org.jspecify.annotations.NullMarked;
