/** Login ids. */
@NullMarked
package dev.gatehouse.autoconfigure.loginid;

import org.jspecify.annotations.NullMarked;
