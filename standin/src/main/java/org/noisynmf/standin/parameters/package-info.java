/** Node parameters to and from settings, as KNIME stores them. */
package org.noisynmf.standin.parameters;
