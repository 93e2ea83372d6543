/**
 * How often the number of templates is found.
 */
package org.noisynmf.benchmarks.rank;
