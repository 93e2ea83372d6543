/** What the dialogs of several nodes have in common: groups of settings, choices, and texts of ports. */
package org.noisynmf.knime.dialog;
