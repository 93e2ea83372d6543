/**
 * What is a problem, what is a result?
 */
package org.noisynmf.engine.model;
