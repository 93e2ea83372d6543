/** Matrices in text: delimiters, quotes, numbers and names as spreadsheets, R and instruments write them. */
@NullMarked
package org.noisynmf.io.text;

import org.jspecify.annotations.NullMarked;
