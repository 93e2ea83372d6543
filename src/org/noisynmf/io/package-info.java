/**
 * Matrices in files: npy and CSV, read one observation at a time whichever way they lie, and written whole.
 */
@NullMarked
package org.noisynmf.io;

import org.jspecify.annotations.NullMarked;
