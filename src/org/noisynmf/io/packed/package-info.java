/** Where do data lie that are larger than the heap? In a file written once, which every pass reads from end to end,
 * and which may stay for later commands. */
@NullMarked
package org.noisynmf.io.packed;

import org.jspecify.annotations.NullMarked;
