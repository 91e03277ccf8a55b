/** Carries what belongs to a request along to the tasks it hands to executors. */
@NullMarked
package dev.gatehouse.autoconfigure.task;

import org.jspecify.annotations.NullMarked;
