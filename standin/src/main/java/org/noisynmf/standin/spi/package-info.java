/** What the stand-in's org.knime classes and the host of a node say to each other. */
package org.noisynmf.standin.spi;
