/**
 * The way in: factorise, go on, project.
 */
@NullMarked
package org.noisynmf.engine;

import org.jspecify.annotations.NullMarked;
