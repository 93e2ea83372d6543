/**
 * What are the exact coefficients on given templates?
 */
package org.noisynmf.engine.nnls;
