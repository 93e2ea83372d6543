/**
 * How often is a pass made? The one loop of all algorithms, from state to state until a reason to stop.
 */
@NullMarked
package org.noisynmf.engine.solve.loop;

import org.jspecify.annotations.NullMarked;
