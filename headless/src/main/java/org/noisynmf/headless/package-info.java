/** The command line: the program itself. */
package org.noisynmf.headless;
