/** What is known of each pixel beside the data? */
@NullMarked
package org.noisynmf.knime.table.pixel;

import org.jspecify.annotations.NullMarked;
