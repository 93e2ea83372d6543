/**
 * Non-negative matrix factorisation of noisy data, X ≈ W H, with weights, missing entries and negative values.
 */
@NullMarked
package org.noisynmf;

import org.jspecify.annotations.NullMarked;
