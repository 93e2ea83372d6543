/**
 * What a matrix is read from, line by line: its lines, their direction and names, and the errors every format shares.
 */
@NullMarked
package org.noisynmf.io.source;

import org.jspecify.annotations.NullMarked;
