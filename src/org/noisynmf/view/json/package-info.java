/** Views as the text that their page reads. */
@NullMarked
package org.noisynmf.view.json;

import org.jspecify.annotations.NullMarked;
