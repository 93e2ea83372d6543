/** The node NMF Rank. */
package org.noisynmf.knime.rank;
