/** How do results and states get into a folder that may lie on a cluster? */
@NullMarked
package org.noisynmf.spark.output;

import org.jspecify.annotations.NullMarked;
