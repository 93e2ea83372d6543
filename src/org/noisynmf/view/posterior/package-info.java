/** The view of a posterior. */
@NullMarked
package org.noisynmf.view.posterior;

import org.jspecify.annotations.NullMarked;
