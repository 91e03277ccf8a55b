/** A concurrency limit that finds its own height; needs {@code com.netflix.concurrency-limits:concurrency-limits-core}. */
@NullMarked
package dev.gatehouse.concurrency.adaptive;

import org.jspecify.annotations.NullMarked;
