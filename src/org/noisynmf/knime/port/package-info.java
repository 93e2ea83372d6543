/** The port type NMF model: what a model is, and how it is stored. */
package org.noisynmf.knime.port;
