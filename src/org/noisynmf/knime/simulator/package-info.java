/** The node Noisy Data Simulator. */
package org.noisynmf.knime.simulator;
