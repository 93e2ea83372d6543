/** Do errors of projected coefficients, and those of bootstrap, displacement and curvature, hold? */
package org.noisynmf.benchmarks.errors;
