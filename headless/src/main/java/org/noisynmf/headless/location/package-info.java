/** Files as users name them. */
package org.noisynmf.headless.location;
