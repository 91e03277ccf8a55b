/** Keeps the number of requests in flight within bounds. */
@NullMarked
package dev.gatehouse.autoconfigure.concurrency;

import org.jspecify.annotations.NullMarked;
