/** Locks after failed log-ins. */
@NullMarked
package dev.gatehouse.autoconfigure.lockout;

import org.jspecify.annotations.NullMarked;
