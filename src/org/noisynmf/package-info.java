/**
 * Non-negative matrix factorisation of noisy data, X ≈ W H, with weights, missing entries and negative values.
 */
package org.noisynmf;
