/**
 * What are things called? {@link org.noisynmf.engine.naming.Named}, choices, for ever, on the command line, in files and
 * messages; {@link org.noisynmf.engine.naming.Counted}, numbers of things.
 */
@NullMarked
package org.noisynmf.engine.naming;

import org.jspecify.annotations.NullMarked;
