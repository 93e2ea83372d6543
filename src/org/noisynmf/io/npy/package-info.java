/** Matrices in NumPy's npy and npz files, read by rows or by columns. */
@NullMarked
package org.noisynmf.io.npy;

import org.jspecify.annotations.NullMarked;
