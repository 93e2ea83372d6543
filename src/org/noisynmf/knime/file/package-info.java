/** Files that a node reads: paths, and URLs as KNIME resolves them. */
package org.noisynmf.knime.file;
