/** What the dialogs of several nodes have in common: groups of settings, choices, and texts. */
@NullMarked
package org.noisynmf.knime.dialog;

import org.jspecify.annotations.NullMarked;
