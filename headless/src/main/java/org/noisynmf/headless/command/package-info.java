/** The commands with their options. */
package org.noisynmf.headless.command;
