/**
 * How is it factorised? {@link org.noisynmf.engine.settings.NmfSettings} of small records that check themselves, and the
 * catalogue {@link org.noisynmf.engine.settings.Algorithm}.
 */
@NullMarked
package org.noisynmf.engine.settings;

import org.jspecify.annotations.NullMarked;
