/** What nodes store for the page of their view. */
@NullMarked
package org.noisynmf.knime.page;

import org.jspecify.annotations.NullMarked;
