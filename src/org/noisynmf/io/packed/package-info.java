/** Where do data lie that are larger than the heap? In a file written once, which every pass reads from end to end. */
@NullMarked
package org.noisynmf.io.packed;

import org.jspecify.annotations.NullMarked;
