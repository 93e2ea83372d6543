/**
 * What a user sees of a factorisation: the page, in KNIME and as a report, and images of its plots. Knows the engine's
 * results, and neither KNIME nor files.
 */
@NullMarked
package org.noisynmf.view;

import org.jspecify.annotations.NullMarked;
