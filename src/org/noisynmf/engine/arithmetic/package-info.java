/** How are matrices multiplied with what the processor can do in one instruction? */
@NullMarked
package org.noisynmf.engine.arithmetic;

import org.jspecify.annotations.NullMarked;
