/**
 * How do data, weights and templates become the small problems (b, G) of both sides?
 */
package org.noisynmf.engine.moments;
