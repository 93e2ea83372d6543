/** Options that several commands share, and what they make of what was given. */
package org.noisynmf.headless.option;
