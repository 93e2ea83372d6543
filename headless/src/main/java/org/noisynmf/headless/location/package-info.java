/** Files as users name them. */
@NullMarked
package org.noisynmf.headless.location;

import org.jspecify.annotations.NullMarked;
