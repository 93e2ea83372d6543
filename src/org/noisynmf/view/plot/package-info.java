/** Factorisations as static images. */
@NullMarked
package org.noisynmf.view.plot;

import org.jspecify.annotations.NullMarked;
