/**
 * How do data, weights and templates become the small problems (b, G) of both sides?
 */
@NullMarked
package org.noisynmf.engine.moments;

import org.jspecify.annotations.NullMarked;
