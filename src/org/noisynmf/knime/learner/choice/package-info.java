/** The choices of <em>NMF Learner</em>; their constants' names stand in saved workflows. */
package org.noisynmf.knime.learner.choice;
