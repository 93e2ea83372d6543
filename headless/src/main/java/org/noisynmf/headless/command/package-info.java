/** The commands with their options. */
@NullMarked
package org.noisynmf.headless.command;

import org.jspecify.annotations.NullMarked;
