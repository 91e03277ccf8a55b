/** Rate limits in Redis, beside what Redis can do and beside Bucket4j. */
@NullMarked
package dev.gatehouse.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
