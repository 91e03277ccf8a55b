/** The smallest service with the rate limits of different libraries. */
@NullMarked
package dev.gatehouse.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
