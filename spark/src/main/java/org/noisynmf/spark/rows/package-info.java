/** How do rows of a Spark table become blocks of observations that agree on units, numbers and kind? */
@NullMarked
package org.noisynmf.spark.rows;

import org.jspecify.annotations.NullMarked;
