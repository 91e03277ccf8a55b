/** Ends requests that take too long, and has outgoing calls keep to what time is left. */
@NullMarked
package dev.gatehouse.autoconfigure.deadline;

import org.jspecify.annotations.NullMarked;
