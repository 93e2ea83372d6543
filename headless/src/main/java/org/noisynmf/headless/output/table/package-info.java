/** Tables as CSV: names, numbers and errors of factors and ranks. */
package org.noisynmf.headless.output.table;
