/**
 * What whoever makes a pass over the data promises, the CPU or a device, and how a device fails.
 */
@NullMarked
package org.noisynmf.engine.device;

import org.jspecify.annotations.NullMarked;
