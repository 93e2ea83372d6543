/**
 * What is a choice called, for ever? {@link org.noisynmf.engine.naming.Named}, for command line, files and messages.
 */
@NullMarked
package org.noisynmf.engine.naming;

import org.jspecify.annotations.NullMarked;
