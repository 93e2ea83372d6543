/**
 * How are matrices multiplied, and what can the processor do in one instruction?
 */
@NullMarked
package org.noisynmf.engine.arithmetic;

import org.jspecify.annotations.NullMarked;
