/** The node Redshift Scan. */
package org.noisynmf.knime.redshift;
