/**
 * What is one update where all problems of a side share a step length or a matrix?
 */
@NullMarked
package org.noisynmf.engine.coupled;

import org.jspecify.annotations.NullMarked;
