/** How is what is known of a whole fit, of its starts, templates and pixels, written as tables? */
@NullMarked
package org.noisynmf.knime.table.fit;

import org.jspecify.annotations.NullMarked;
