/** Results of an earlier command, read back. */
@NullMarked
package org.noisynmf.headless.output.fit;

import org.jspecify.annotations.NullMarked;
