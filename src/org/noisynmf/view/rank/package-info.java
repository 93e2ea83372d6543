/** The view of a comparison of numbers of templates. */
@NullMarked
package org.noisynmf.view.rank;

import org.jspecify.annotations.NullMarked;
