/**
 * How are matrices multiplied, and what can the processor do in one instruction?
 */
package org.noisynmf.engine.arithmetic;
