/** Workflows of KNIME, run without KNIME. */
@NullMarked
package org.noisynmf.headless.workflow;

import org.jspecify.annotations.NullMarked;
