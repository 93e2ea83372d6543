/** Options that several commands share, and what they make of what was given. */
@NullMarked
package org.noisynmf.headless.option;

import org.jspecify.annotations.NullMarked;
