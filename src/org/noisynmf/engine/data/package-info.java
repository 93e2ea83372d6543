/**
 * What was measured? {@link org.noisynmf.engine.data.Observations}, read once, kept where there is weight, and what is known
 * of them without looking again.
 */
@NullMarked
package org.noisynmf.engine.data;

import org.jspecify.annotations.NullMarked;
