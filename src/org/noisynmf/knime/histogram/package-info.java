/** The node Chi-Square Histogram. */
@NullMarked
package org.noisynmf.knime.histogram;

import org.jspecify.annotations.NullMarked;
