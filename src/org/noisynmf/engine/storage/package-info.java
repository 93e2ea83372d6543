/** How the numbers of observations are kept: their type, strips of a tile each, in the heap or in a file. */
@NullMarked
package org.noisynmf.engine.storage;

import org.jspecify.annotations.NullMarked;
