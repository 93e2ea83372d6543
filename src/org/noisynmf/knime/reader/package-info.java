/** The node Matrix Reader. */
package org.noisynmf.knime.reader;
