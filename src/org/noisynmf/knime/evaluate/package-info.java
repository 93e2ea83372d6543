/** The nodes Template Matcher and Factorisation Scorer: how good are templates and fits? */
@NullMarked
package org.noisynmf.knime.evaluate;

import org.jspecify.annotations.NullMarked;
