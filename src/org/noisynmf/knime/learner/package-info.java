/** The node NMF Learner: its dialog, one run, its view. */
@NullMarked
package org.noisynmf.knime.learner;

import org.jspecify.annotations.NullMarked;
