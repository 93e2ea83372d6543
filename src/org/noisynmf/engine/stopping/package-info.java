/**
 * When is it enough? A {@link org.noisynmf.engine.stopping.Criterion} looks at the course of a fit and gives a reason to stop,
 * or none; any of several is one, too.
 */
@NullMarked
package org.noisynmf.engine.stopping;

import org.jspecify.annotations.NullMarked;
