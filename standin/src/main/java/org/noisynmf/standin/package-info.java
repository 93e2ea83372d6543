/** Drives nodes without KNIME: {@link org.noisynmf.standin.NodeHost} is the way in. */
package org.noisynmf.standin;
