/**
 * What is one update of the small problems? One rule a file.
 */
@NullMarked
package org.noisynmf.engine.step;

import org.jspecify.annotations.NullMarked;
