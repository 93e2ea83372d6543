/**
 * What is a problem, a setting, a result?
 */
package org.noisynmf.engine.model;
