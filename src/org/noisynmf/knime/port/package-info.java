/** The port type NMF model: what a model is, and how it is stored. */
@NullMarked
package org.noisynmf.knime.port;

import org.jspecify.annotations.NullMarked;
