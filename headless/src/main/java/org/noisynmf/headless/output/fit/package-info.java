/** Results of an earlier command, read back. */
package org.noisynmf.headless.output.fit;
