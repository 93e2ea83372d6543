/**
 * The loops over strips written with Java's vectors, module jdk.incubator.vector: used where the virtual machine was
 * started with it. Nothing else knows that module, and nothing needs this package.
 */
@NullMarked
package org.noisynmf.engine.vector;

import org.jspecify.annotations.NullMarked;
