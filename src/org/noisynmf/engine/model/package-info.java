/**
 * What is a problem, what is a result?
 */
@NullMarked
package org.noisynmf.engine.model;

import org.jspecify.annotations.NullMarked;
