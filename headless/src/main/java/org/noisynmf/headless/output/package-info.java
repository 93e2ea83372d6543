/** What commands print and write. */
package org.noisynmf.headless.output;
