/**
 * Where does it begin?
 */
@NullMarked
package org.noisynmf.engine.start;

import org.jspecify.annotations.NullMarked;
