/**
 * Who does which part? Results do not depend on the number of threads.
 */
@NullMarked
package org.noisynmf.engine.parallel;

import org.jspecify.annotations.NullMarked;
