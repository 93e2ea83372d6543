/** Workflows of KNIME, run without KNIME. */
package org.noisynmf.headless.workflow;
