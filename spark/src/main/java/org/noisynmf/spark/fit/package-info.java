/** How do workers make the moments of their blocks, and the driver templates and coefficients of them? */
@NullMarked
package org.noisynmf.spark.fit;

import org.jspecify.annotations.NullMarked;
