/** The node NMF Timing. */
package org.noisynmf.knime.timing;
