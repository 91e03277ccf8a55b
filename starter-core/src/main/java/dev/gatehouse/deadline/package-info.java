/**
 * Ends requests that take too long: a {@link dev.gatehouse.deadline.Deadline} that code can read and pass on, and the
 * {@link dev.gatehouse.deadline.RequestTimeoutFilter} that interrupts the worker when it has passed.
 */
@NullMarked
package dev.gatehouse.deadline;

import org.jspecify.annotations.NullMarked;
