/** What commands print and write. */
@NullMarked
package org.noisynmf.headless.output;

import org.jspecify.annotations.NullMarked;
