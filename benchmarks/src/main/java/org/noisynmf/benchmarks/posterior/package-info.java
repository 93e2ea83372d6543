/** Do errors of the posterior hold? Sets with known truth of several kinds. */
package org.noisynmf.benchmarks.posterior;
