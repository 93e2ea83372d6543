/** The node NMF Learner: its dialog, one run, its view. */
package org.noisynmf.knime.learner;
