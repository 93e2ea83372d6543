/** Data that a command has read and keeps for the next: when are they those that it would read again? */
@NullMarked
package org.noisynmf.headless.cache;

import org.jspecify.annotations.NullMarked;
