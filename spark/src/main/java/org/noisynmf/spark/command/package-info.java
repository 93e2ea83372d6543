/** What does a user type, and what is printed? */
@NullMarked
package org.noisynmf.spark.command;

import org.jspecify.annotations.NullMarked;
