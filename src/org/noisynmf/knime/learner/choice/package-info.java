/** The choices of <em>NMF Learner</em>; their constants' names stand in saved workflows. */
@NullMarked
package org.noisynmf.knime.learner.choice;

import org.jspecify.annotations.NullMarked;
