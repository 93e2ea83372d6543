/**
 * What is one update where all problems of a side share a step length or a matrix?
 */
package org.noisynmf.engine.coupled;
