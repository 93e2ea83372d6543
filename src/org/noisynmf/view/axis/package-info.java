/** What names of pixels say of where the pixels lie. */
@NullMarked
package org.noisynmf.view.axis;

import org.jspecify.annotations.NullMarked;
