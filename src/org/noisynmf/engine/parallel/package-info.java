/**
 * Who does which part? Results do not depend on the number of threads.
 */
package org.noisynmf.engine.parallel;
