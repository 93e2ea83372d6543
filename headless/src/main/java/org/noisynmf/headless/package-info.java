/** The command line: the program itself. */
@NullMarked
package org.noisynmf.headless;

import org.jspecify.annotations.NullMarked;
