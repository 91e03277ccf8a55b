/** Keeps the number of requests that are handled at once within bounds, and turns away what is too much. */
@NullMarked
package dev.gatehouse.concurrency;

import org.jspecify.annotations.NullMarked;
