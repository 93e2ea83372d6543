/**
 * How do blocks of observations, wherever they lie, become one factorisation? What a block gives for W, and the tree by which
 * that of all blocks is added up, so that sums depend on where the data are cut, but not on who adds them.
 */
@NullMarked
package org.noisynmf.engine.blocks;

import org.jspecify.annotations.NullMarked;
