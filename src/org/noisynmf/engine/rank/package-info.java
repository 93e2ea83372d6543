/**
 * How many templates: fits of growing rank, and what each of several criteria says of them.
 */
@NullMarked
package org.noisynmf.engine.rank;

import org.jspecify.annotations.NullMarked;
